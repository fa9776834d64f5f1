/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

int runs(int x)
{
#ifdef PATCHED
	return work(x + 1);
#else
	return work(x);
#endif
}

#ifdef PATCHED
static int prepare(void *object)
{
	use(object);
	return 0;
}

/* As kpatch's KPATCH_PRE_PATCH_CALLBACK() does. */
static struct {
	int (*callback)(void *object);
	char *name;
} callback __used __section(".kpatch.callbacks.pre_patch") = { prepare, 0 };
#endif
