/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int moved_down(int x)
{
	printk_indexed("below %d\n", x);
	return work(x);
}

int said(int x)
{
#ifdef PATCHED
	if (x > 9) {
		printk_indexed("too much: %d\n", x);
		return 0;
	}
#endif
	printk_indexed("said %d\n", x);
	return work(x);
}
