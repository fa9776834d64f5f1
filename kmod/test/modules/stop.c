// SPDX-License-Identifier: GPL-2.0-only
/* How long a stop_machine() is that does nothing, for comparison. */
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/stop_machine.h>

static int nothing(void *unused)
{
	return 0;
}

/* Nanoseconds of the shortest of twenty. */
static int empty_get(char *page, const struct kernel_param *unused)
{
	u64 best = U64_MAX;
	int i;

	for (i = 0; i < 20; i++) {
		u64 start = ktime_get_mono_fast_ns();

		stop_machine(nothing, NULL, NULL);
		best = min(best, ktime_get_mono_fast_ns() - start);
	}
	return sysfs_emit(page, "%llu\n", best);
}

static const struct kernel_param_ops empty_ops = { .get = empty_get };
module_param_cb(empty, &empty_ops, NULL, 0400);

static int __init stop_init(void)
{
	return 0;
}

static void __exit stop_exit(void)
{
}

module_init(stop_init);
module_exit(stop_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("test: an empty stop_machine");
