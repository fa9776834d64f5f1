/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

#define noinstr noinline __section(".noinstr.text") __attribute__((__no_instrument_function__))

noinstr int enter(int x)
{
#ifdef PATCHED
	return x + 2;
#else
	return x + 1;
#endif
}
