/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

/* As kernel/bpf/helpers.c has helpers that another unit may provide. */
__section(".rodata.choices") const int chosen __attribute__((__weak__)) = 5;
static __section(".rodata.choices") const int fixed = 7;

int reads(int x)
{
	use(&fixed);
#ifdef PATCHED
	return work(x + 1);
#else
	return work(x);
#endif
}
