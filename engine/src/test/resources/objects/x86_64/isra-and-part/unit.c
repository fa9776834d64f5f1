/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

struct pair { int first; int second; };

static noinline int sum(struct pair *pair)
{
#ifdef PATCHED
	if (pair->first == 7)
		return 0;
#endif
	return work(pair->first) + 3;
}

static int rare(int *p, int x)
{
	int i;

	if (x == 0)
		return 0;
	for (i = 0; i < x; i++) {
		printk("%d", p[i]);
		use(p + i);
		p[i] = work(p[i]) + work(i);
	}
	for (i = 0; i < x; i++) {
#ifdef PATCHED
		use(p + x - i);
#endif
		use(p + i);
		p[i] = work(p[i] + 1) + work(i + 1);
	}
	return work(x);
}

int one(struct pair *pair, int *p, int x)
{
	return sum(pair) + rare(p, x);
}

int two(struct pair *pair, int *p, int x)
{
	return sum(pair) + rare(p, x + 1);
}

int three(int *p, int x)
{
	return rare(p, x + 2);
}
