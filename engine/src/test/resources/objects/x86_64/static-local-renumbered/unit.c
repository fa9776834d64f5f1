/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int first(int x)
{
#ifdef PATCHED
	static int extra;

	use(&extra);
#endif
	static int count = 3;

	count += work(x);
	return count;
}

int second(int x)
{
	static int count = 4;
	static const char *const names[] = { "one", "two" };

	count += work(x);
	printk("%s %s", __func__, names[x & 1]);
	return count;
}
