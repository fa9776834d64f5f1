/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

#ifdef PATCHED
int setting = 6;
static int vector[4] = { 1, 2, 3, 4 };
static const u32 table[] = { 1, 2, 4 };
#else
int setting = 5;
static int vector[3] = { 1, 2, 3 };
static const u32 table[] = { 1, 2, 3 };
#endif

int reader(int x)
{
	return vector[x & 1] + table[x & 1] + setting;
}
