// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makes one allocation of the core fail, for the tests. Writing N to the
 * parameter "nth" lets the Nth allocation from then on fail that the core makes
 * for a thread named "name"; the parameter counts down to 0.
 */
#include <linux/kallsyms.h>
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/stacktrace.h>
#include <linux/string.h>

static char name[TASK_COMM_LEN] = "hs-write";
module_param_string(name, name, sizeof(name), 0600);
static int nth;
module_param(nth, int, 0600);

/* Runs in place of should_failslab(). */
static noinline int fail_allocation(void)
{
	return -ENOMEM;
}

/* Is the core among the callers? */
static bool is_of_core(void)
{
	static char symbol[KSYM_SYMBOL_LEN];
	unsigned long callers[32];
	u32 n = stack_trace_save(callers, ARRAY_SIZE(callers), 0);

	while (n--) {
		sprint_symbol_no_offset(symbol, callers[n]);
		if (strstr(symbol, "[hotsplice]"))
			return true;
	}
	return false;
}

static int before_allocation(struct kprobe *probe, struct pt_regs *regs)
{
	if (nth <= 0 || strcmp(current->comm, name) || !is_of_core() || --nth)
		return 0;
	regs->ip = (unsigned long)fail_allocation;
	return 1;
}
NOKPROBE_SYMBOL(before_allocation);

static struct kprobe probe = {
	.symbol_name = "should_failslab",
	.pre_handler = before_allocation,
};

static int __init failalloc_init(void)
{
	return register_kprobe(&probe);
}

static void __exit failalloc_exit(void)
{
	unregister_kprobe(&probe);
}

module_init(failalloc_init);
module_exit(failalloc_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("test: lets an allocation fail");
