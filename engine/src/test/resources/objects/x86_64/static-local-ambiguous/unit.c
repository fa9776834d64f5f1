/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int both(int x)
{
#ifdef PATCHED
	if (x > 1) {
		static int count;

		use(&count);
	}
#endif
	{
		static int count;

		use(&count);
	}
	return work(x);
}
