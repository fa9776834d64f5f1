/* SPDX-License-Identifier: GPL-2.0-only */
/* Put into fs/proc/uptime.c by PatchShapesIT: each thing that the kernel writes into tables of its own. */
#include <linux/jump_label.h>
#include <linux/percpu.h>
#include <linux/static_call.h>
#include <linux/uaccess.h>

static int example_first(void)
{
	return 1;
}

static int example_second(void)
{
	return 2;
}

DEFINE_STATIC_CALL(example_call, example_first);
static DEFINE_STATIC_KEY_FALSE(example_key);
static DEFINE_PER_CPU(int, example_visits);

static noinline const char *example_name(int n)
{
	switch (n) {
	case 0:
		return "none";
	case 1:
		return "one";
	case 2:
		return "two";
	case 3:
		return "three";
	default:
		return "many";
	}
}

static void example_state(struct seq_file *m)
{
	seq_printf(m, "key %d call %d\n", !!static_branch_unlikely(&example_key),
		   static_call(example_call)());
}

static noinline void example_show(struct seq_file *m)
{
	static int calls;
	int cpu, visits = 0, value = 0;

	this_cpu_inc(example_visits);
	for_each_possible_cpu(cpu)
		visits += per_cpu(example_visits, cpu);
	seq_printf(m, "%s: %s of %d\n", __func__, example_name(calls++), visits);
	example_state(m);
	static_branch_enable(&example_key);
	static_call_update(example_call, example_second);
	example_state(m);
	static_branch_disable(&example_key);
	static_call_update(example_call, example_first);
	seq_printf(m, "cpu has %d\n", static_cpu_has(X86_FEATURE_XMM2));
	pr_info_once("example: said once\n");
	pr_debug("example: said on request\n");
	if (WARN_ON_ONCE(visits < calls))
		BUG();
	__get_kernel_nofault(&value, (int *)-4096L, int, fault);
	seq_printf(m, "value %d\n", value);
	return;
fault:
	seq_puts(m, "no value\n");
}
