// SPDX-License-Identifier: GPL-2.0-only
/* A livepatch of the function that the update "uptime" replaces. */
#include <linux/livepatch.h>
#include <linux/module.h>
#include <linux/seq_file.h>

static int livepatched_uptime_proc_show(struct seq_file *m, void *v)
{
	seq_puts(m, "uptime livepatched\n");
	return 0;
}

static struct klp_func functions[] = {
	{ .old_name = "uptime_proc_show",
	  .new_func = livepatched_uptime_proc_show, },
	{ }
};

static struct klp_object objects[] = {
	{ .funcs = functions, },
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
