/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int both(int x)
{
	if (x) {
		static int done;

		use(&done);
	}
#ifdef PATCHED
	if (x > 1) {
		static int done = 9;

		use(&done);
	}
#endif
	{
		static int done = 1;

		use(&done);
	}
	return work(x);
}
