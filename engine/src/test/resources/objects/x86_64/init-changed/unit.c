/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int setting;

static int __init start(void)
{
#ifdef PATCHED
	setting = 6;
#else
	setting = 5;
#endif
	return work(setting);
}

void *const start_pointer __section(".initcall6.init") = start;

int runs(int x)
{
#ifdef PATCHED
	return x + 1;
#else
	return x;
#endif
}
