/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

struct site { const char *file; int line; };

#ifdef PATCHED
/* A comment */
/* of three */
/* lines. */
#endif
int checked(int x)
{
	might_sleep();
	WARN_ON(x == 3);
	printk("in line-drift.c:" "%d", 7);
	return work(x);
}

int constant(int x)
{
	might_sleep();
	return work(x) + 15;
}
