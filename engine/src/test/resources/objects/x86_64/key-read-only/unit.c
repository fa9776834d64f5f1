/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

static struct static_key hardened __section(".data..ro_after_init");
static int fixed_at_start __section(".data..ro_after_init") = 1;

int copy(int x)
{
	if (static_branch(&hardened))
		return work(x);
#ifdef PATCHED
	if (x > 4096)
		return 0;
#endif
	return work(x) + fixed_at_start;
}
