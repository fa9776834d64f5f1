/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int limited(int x)
{
	might_sleep();
#ifdef PATCHED
	return work(25);
#else
	return work(24);
#endif
}
