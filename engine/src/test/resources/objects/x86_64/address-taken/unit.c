/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

struct ops { int (*call)(int); };

static noinline int handler(int x)
{
#ifdef PATCHED
	return work(x) & 0xff;
#else
	return work(x);
#endif
}

static const struct ops table = { .call = handler };

int install(int x)
{
	use(&table);
#ifdef PATCHED
	use(handler);
	return handler(x) + 1;
#else
	use(handler);
	return handler(x);
#endif
}
