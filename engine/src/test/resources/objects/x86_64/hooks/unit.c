/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

#ifdef PATCHED
int limit = 6;
#else
int limit = 5;
#endif

int runs(int x)
{
	return x > limit ? limit : x;
}

#ifdef PATCHED
static int bring_limit(void)
{
	limit = 6;
	return 0;
}

HOOK(pre_apply, bring_limit);
#endif
