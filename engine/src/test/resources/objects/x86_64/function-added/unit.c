/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

static int running = 1;
#ifdef PATCHED
static int fresh = 7;
static int fresh_zero;
static int often __read_mostly = 2;
static __percpu_data int each_cpu;

static noinline int added(int x)
{
	fresh_zero += x;
	use(&each_cpu);
	return work(x + fresh + often);
}

int added_global(int x)
{
	return added(x) + running;
}
#else
static noinline int removed(int x)
{
	return work(x);
}
#endif

int changed(int x)
{
#ifdef PATCHED
	return added(x) + running;
#else
	return removed(x) + running;
#endif
}
