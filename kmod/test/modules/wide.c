// SPDX-License-Identifier: GPL-2.0-only
/* A module of which an update changes fifty functions at once. */
#include <linux/module.h>

#include "wide.h"

static int weight = 3;
module_param(weight, int, 0);

#define DEFINE(n)				\
	int wide_##n(int x);			\
	noinline int wide_##n(int x)		\
	{					\
		return x * weight + (n);	\
	}

WIDE_FIFTY(DEFINE)

#define ADD(n) sum += wide_##n(0);

static int sum_get(char *page, const struct kernel_param *unused)
{
	int sum = 0;

	WIDE_FIFTY(ADD)
	return sysfs_emit(page, "%d\n", sum);
}

static const struct kernel_param_ops sum_ops = { .get = sum_get };
module_param_cb(sum, &sum_ops, NULL, 0400);

static int __init wide_init(void)
{
	return 0;
}

static void __exit wide_exit(void)
{
}

module_init(wide_init);
module_exit(wide_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("test: a module to change in many places");
