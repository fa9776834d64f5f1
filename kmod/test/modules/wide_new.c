// SPDX-License-Identifier: GPL-2.0-only
/* Replaces the fifty functions of the module "wide". */
#include "update.h"
#include "wide.h"

extern char hsx_wide_0_0[];

#define DEFINE(n)						\
	static noinline int new_##n(int x)			\
	{							\
		return x + 1000 + (n) + (*hsx_wide_0_0 == 0);	\
	}

WIDE_FIFTY(DEFINE)

/* The ref module matches them in the same order. */
#define REDIRECT(n) { .symbol = (n) - WIDE_FIRST, .replacement = new_##n },

static const struct hotsplice_redirect redirects[] = { WIDE_FIFTY(REDIRECT) };

TEST_UPDATE("wide");
