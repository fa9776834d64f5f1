/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

/* The function that changes has the name and the code of a function of others.c, and counts elsewhere. */
extern int own_count;

static noinline int count(int n)
{
#ifdef PATCHED
	if (n < 0)
		return 0;
#endif
	own_count += n;
	return own_count;
}

int count_twice(int n)
{
	return count(n) + count(n);
}
