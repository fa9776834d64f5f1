/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

/* As drivers/pci/bus.c has a function that an architecture may provide: its body is linked all the same. */
__section(".text.shared") int __attribute__((__weak__)) chosen(int x)
{
	return work(x);
}

__section(".text.shared") int fixed(int x)
{
#ifdef PATCHED
	return work(x) + 3;
#else
	return work(x) + 2;
#endif
}
