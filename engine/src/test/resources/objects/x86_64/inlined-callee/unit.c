/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

static inline int limit(int x)
{
#ifdef PATCHED
	return x > 50 ? 50 : x;
#else
	return x;
#endif
}

int one(int x) { return work(limit(x)); }
int two(int x) { return work(limit(x) + 1); }
int three(int x) { return work(x + 2); }
