/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int first(int x)
{
	DO_ONCE(printk("first\n"));
	return work(x);
}

int second(int x)
{
#ifdef PATCHED
	if (x < 0)
		DO_ONCE(printk("negative\n"));
#endif
	DO_ONCE(printk("second\n"));
	return work(x);
}
