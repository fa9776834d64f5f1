/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

#define __sched __section(".sched.text")

static noinline int __sched inner(int x)
{
#ifdef PATCHED
	if (x == 4)
		return work(5);
#endif
	return work(x);
}

int __sched outer(int x)
{
	return inner(x) + 1;
}

static int shared_one __read_mostly = 1;
static int shared_two __read_mostly = 2;

int third(int x)
{
	shared_one = x;
#ifdef PATCHED
	return shared_two + 1;
#else
	return shared_two;
#endif
}

/* The addend counts from the end of the instruction, behind the immediate. */
void fourth(void)
{
	shared_one = 77;
	shared_two = 78;
#ifdef PATCHED
	work(1);
#endif
}
