// SPDX-License-Identifier: GPL-2.0-only
/* A livepatch of the function that the update "target" replaces. */
#include <linux/livepatch.h>
#include <linux/module.h>

static int weight = 3;
module_param(weight, int, 0);

static int livepatched_compute(int n)
{
	return n * weight + 1000;
}

static struct klp_func functions[] = {
	{ .old_name = "target_compute", .new_func = livepatched_compute, },
	{ }
};

static struct klp_object objects[] = {
	{ .name = "target", .funcs = functions, },
	{ }
};

static struct klp_patch patch = { .mod = THIS_MODULE, .objs = objects };

static int __init klp_init(void)
{
	return klp_enable_patch(&patch);
}

static void __exit klp_exit(void)
{
}

module_init(klp_init);
module_exit(klp_exit);
MODULE_LICENSE("GPL");
MODULE_INFO(livepatch, "Y");
MODULE_DESCRIPTION("test: a livepatch");
