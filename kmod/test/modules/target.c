// SPDX-License-Identifier: GPL-2.0-only
/* A module that an update changes. */
#include <linux/module.h>

static bool fail;
module_param(fail, bool, 0);

static int weight = 3;
module_param(weight, int, 0);

int target_compute(int n);
noinline int target_compute(int n)
{
	return n * weight + 1;
}

static int at_init;
module_param(at_init, int, 0400);

static int value_get(char *page, const struct kernel_param *unused)
{
	return sysfs_emit(page, "%d\n", target_compute(2));
}

static const struct kernel_param_ops value_ops = { .get = value_get };
module_param_cb(value, &value_ops, NULL, 0400);

static int __init target_init(void)
{
	at_init = target_compute(1);
	return fail ? -EIO : 0;
}

static void __exit target_exit(void)
{
}

module_init(target_init);
module_exit(target_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("test: a module to change");
