/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

struct pair { int a; int b; };

#ifdef PATCHED
static noinline int added(struct pair *p, int always)
{
	return work(p->a + always) + work(p->b);
}
#endif

static noinline int sum(struct pair *p, int always)
{
	return work(p->a + always) + work(p->b) + 1;
}

int caller(struct pair *p)
{
#ifdef PATCHED
	if (added(p, 3))
		return 0;
#endif
	return sum(p, 7);
}

int caller2(struct pair *p)
{
	return sum(p, 7) + 2;
}
