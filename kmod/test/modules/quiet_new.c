// SPDX-License-Identifier: GPL-2.0-only
/* Replaces one of the functions of "target" that have no fentry. */
#include "update.h"

extern char hsx_quiet_0_0[];

/* Number of the function in the ref module's tables. */
static int which;
module_param(which, int, 0);

static noinline int new_quiet(int n)
{
	return n + 2000 + (*hsx_quiet_0_0 == 0);
}

static struct hotsplice_redirect redirects[] = {
	{ .replacement = new_quiet },
};

static const struct hotsplice_update update = {
	.abi = HOTSPLICE_ABI,
	.id = "quiet",
	.mod = THIS_MODULE,
	.redirects = redirects,
	.n_redirects = ARRAY_SIZE(redirects),
};

static int __init quiet_init(void)
{
	redirects[0].symbol = which;
	return hotsplice_update_register(&update);
}

static void __exit quiet_exit(void)
{
	hotsplice_update_unregister(&update);
}

module_init(quiet_init);
module_exit(quiet_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("test update");
