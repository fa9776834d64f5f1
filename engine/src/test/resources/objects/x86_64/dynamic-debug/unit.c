/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int quiet(int x)
{
	pr_debug("quiet %d\n", x);
	return work(x);
}

int said(int x)
{
	pr_debug("said %d\n", x);
#ifdef PATCHED
	pr_debug("said twice %d\n", x);
	return work(x) + 1;
#else
	return work(x);
#endif
}
