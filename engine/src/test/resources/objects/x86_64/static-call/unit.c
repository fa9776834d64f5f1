/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

STATIC_CALL(power);

int before(int x)
{
	CALL_STATIC(power);
	return work(x);
}

int boosted(int x)
{
	CALL_STATIC(power);
#ifdef PATCHED
	if (x > 5)
		return 0;
#endif
	CALL_STATIC(power);
	return work(x);
}
