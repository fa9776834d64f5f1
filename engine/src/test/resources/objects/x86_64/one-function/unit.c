/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int counter = 5;
static noinline int helper(int x)
{
	return work(x) + counter;
}

int changed(int x)
{
#ifdef PATCHED
	if (x < 0)
		return -22;
#endif
	printk("value %d\n", x);
	return helper(x) + 1;
}

int untouched(int x)
{
	printk("value %d\n", x);
	return helper(x) - 1;
}
