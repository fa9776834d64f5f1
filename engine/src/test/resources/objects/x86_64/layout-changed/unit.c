/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

struct grown {
	int a;
#ifdef PATCHED
	u64 added;
#endif
	char *b;
};

struct filled {
	char a;
#ifdef PATCHED
	u8 in_hole;
#endif
	u64 b;
};

struct same { int a; };

enum state { IDLE,
#ifdef PATCHED
	STARTING,
#endif
	RUNNING, STATES };

struct holder { enum state state; };

enum reason { NONE,
#ifdef PATCHED
	SOME,
#endif
	ALL };

int reads(struct grown *g, struct filled *f, struct same *s, struct holder *h, enum reason r)
{
	if (h->state == IDLE)
		return (int)f->b;
	return work(s->a) + (int)(long)g->b + (int)r;
}
