/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int earlier(int x)
{
#ifdef PATCHED
	printk("%s %d\n", __func__, x);
#endif
	return work(x);
}

int later(int x)
{
	printk("%s %d\n", __func__, x);
	return work(x);
}
