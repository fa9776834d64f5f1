/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

extern void bad(void) __attribute__((__cold__, __noreturn__));

int split(int x)
{
	if (unlikely(x < 0)) {
#ifdef PATCHED
		printk("very bad %d\n", x);
#else
		printk("bad %d\n", x);
#endif
		bad();
	}
	return work(x);
}

int other(int x)
{
	if (unlikely(x < 1)) {
		printk("other %d\n", x);
		bad();
	}
	return work(x + 1);
}
