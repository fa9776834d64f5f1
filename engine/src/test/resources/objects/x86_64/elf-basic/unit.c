/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int shared = 3;
static int counter;
static const char *const names[] = { "one", "two" };

int add(int x)
{
	static int calls;

	if (unlikely(x < 0))
		printk("%s: negative\n", __func__);
	calls++;
	return x + shared + counter++ + (int)names[x & 1][0];
}
