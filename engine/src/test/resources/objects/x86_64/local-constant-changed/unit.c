/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int lookup(int x)
{
#ifdef PATCHED
	static const u32 table[] = { 1, 2, 4, 9 };
#else
	static const u32 table[] = { 1, 2, 3, 9 };
#endif

	return table[x & 3];
}

int name(int x)
{
	switch (x) {
	case 0: return 17;
	case 1: return 4;
	case 2: return 33;
#ifdef PATCHED
	case 3: return 23;
#else
	case 3: return 22;
#endif
	case 4: return 90;
	case 5: return 8;
	}
	return 0;
}
