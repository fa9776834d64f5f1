/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

struct ops { int (*call)(int); };

static noinline int old_handler(int x)
{
	return work(x);
}

#ifdef PATCHED
static int new_callback(int x)
{
	return work(x) + 1;
}

static noinline int only_called(int x)
{
	return work(x) + 2;
}

static const struct ops new_operations = { .call = old_handler };
#endif

int install(int x)
{
	use(old_handler);
#ifdef PATCHED
	use(new_callback);
	use(&new_operations);
	return only_called(x);
#else
	return work(x);
#endif
}
