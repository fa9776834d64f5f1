/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

/* Linked with pre.o to image.o. */
extern int other_count;

static noinline int count(int n)
{
	other_count += n;
	return other_count;
}

int count_for_others(int n)
{
	return count(n) - 1;
}
