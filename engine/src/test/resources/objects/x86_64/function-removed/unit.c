/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

#ifndef PATCHED
static noinline int shortcut(int x)
{
	return work(x);
}
#endif

int caller(int x)
{
#ifdef PATCHED
	return 0;
#else
	return shortcut(x);
#endif
}
