/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int checked(int *p)
{
	WARN_ON(*p == 5);
	return 0;
}

int guarded(int *p)
{
	int value;

#ifdef PATCHED
	asm volatile("1: movl (%1), %0\n2:\n"
		     ".pushsection __ex_table,\"a\"\n.balign 4\n"
		     ".long 1b - .\n.long 2b - .\n.long 4\n.popsection\n"
		     : "=r" (value) : "r" (p));
#else
	asm volatile("1: movl (%1), %0\n2:\n"
		     ".pushsection __ex_table,\"a\"\n.balign 4\n"
		     ".long 1b - .\n.long 2b - .\n.long 3\n.popsection\n"
		     : "=r" (value) : "r" (p));
#endif
	return value;
}
