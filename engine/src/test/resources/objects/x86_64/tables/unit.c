/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

extern struct static_key outside_key;
struct static_key own_key;

int guarded(int *p)
{
	int value;

	ALTERNATIVE_PAUSE();
	if (static_branch(&outside_key))
		printk("outside\n");
	if (static_branch(&own_key))
		work(4);
	LOAD_OR(value, p, -1);
	WARN_ON(value == 4);
#ifdef PATCHED
	return value + 2;
#else
	return value + 1;
#endif
}

int same(int *p)
{
	int value;

	ALTERNATIVE_PAUSE();
	LOAD_OR(value, p, -1);
	WARN_ON(value == 5);
	return value;
}
