/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

extern struct static_key outside_key;
extern int elsewhere;
extern int function_elsewhere(int x);
static struct static_key own_key;
static int __percpu_data counter;
int limit = 4;
static int floor = 2;
static const int weights[] = { 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8 };

void set(int x)
{
	limit = x;
	floor = x - 1;
	use(&own_key);
	use(&counter);
}

int weigh(int x)
{
	if (static_branch(&outside_key))
		return elsewhere;
	if (static_branch(&own_key))
		work(counter);
	use(function_elsewhere);
	printk("a string\n");
#ifdef PATCHED
	return x > limit ? limit : weights[x];
#else
	return x < floor ? floor : weights[x];
#endif
}
