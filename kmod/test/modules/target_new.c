// SPDX-License-Identifier: GPL-2.0-only
/* Replaces target_compute() of the module "target"; uses its static data. */
#include "update.h"

extern char hsx_target_0_0[];
extern int hsx_target_0_1;	/* weight, by the section it is in */

static noinline int new_compute(int n)
{
	return n * hsx_target_0_1 + 1000 + (*hsx_target_0_0 == 0);
}

static const struct hotsplice_redirect redirects[] = {
	{ .symbol = 0, .replacement = new_compute },
};

TEST_UPDATE("target");
