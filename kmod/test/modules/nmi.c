// SPDX-License-Identifier: GPL-2.0-only
/*
 * NMIs on all CPUs while the core writes, for the tests. Each calls
 * target_compute() and counts what it saw. The CPUs send them to each other, so
 * that each goes on a little between two.
 */
#include <linux/cpumask.h>
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/smp.h>
#include <asm/apic.h>
#include <asm/nmi.h>

/* Enough for one freeze; a limit for the case that it does not end. */
#define STORM 20000

/* What target_compute(2) returns without and with the update. */
#define OLD 7
#define NEW 1006

/* Where its jump stands, and what the first byte of a jump is while the others are written. */
#define SITE 5
#define BREAKPOINT 0xcc

/* Its address. */
static ulong function;
module_param(function, ulong, 0);

static atomic_t left;

static atomic_t old, new, wrong, met;

static void send_to_others(void)
{
	unsigned int self = raw_smp_processor_id(), cpu;

	for_each_online_cpu(cpu)
		if (cpu != self)
			apic->send_IPI(cpu, NMI_VECTOR);
}

static int on_nmi(unsigned int command, struct pt_regs *regs)
{
	int result;

	if (atomic_read(&left) <= 0)
		return NMI_DONE;
	if (READ_ONCE(*((u8 *)function + SITE)) == BREAKPOINT)
		atomic_inc(&met);
	result = ((int (*)(int))function)(2);
	atomic_inc(result == OLD ? &old : result == NEW ? &new : &wrong);
	if (atomic_dec_return(&left) > 0)
		send_to_others();
	return NMI_HANDLED;
}

NOKPROBE_SYMBOL(on_nmi);

static int begins(struct kprobe *probe, struct pt_regs *regs)
{
	atomic_set(&left, STORM);
	send_to_others();
	return 0;
}

static int ends(struct kprobe *probe, struct pt_regs *regs)
{
	atomic_set(&left, 0);
	return 0;
}

static struct kprobe writing = {
	.symbol_name = "hs_place_guard",
	.pre_handler = begins,
};

static struct kprobe written = {
	.symbol_name = "hs_places_unguard",
	.pre_handler = ends,
};

static int seen_get(char *page, const struct kernel_param *unused)
{
	return sysfs_emit(page, "old=%d new=%d wrong=%d breakpoints=%d\n",
			  atomic_read(&old), atomic_read(&new),
			  atomic_read(&wrong), atomic_read(&met));
}

static const struct kernel_param_ops seen_ops = { .get = seen_get };
module_param_cb(seen, &seen_ops, NULL, 0400);

static int __init storm_init(void)
{
	int err = register_nmi_handler(NMI_LOCAL, on_nmi, 0, "hotsplice-test");

	if (err)
		return err;
	err = register_kprobe(&written);
	if (err)
		goto err_handler;
	err = register_kprobe(&writing);
	if (err)
		goto err_probe;
	return 0;

err_probe:
	unregister_kprobe(&written);
err_handler:
	unregister_nmi_handler(NMI_LOCAL, "hotsplice-test");
	return err;
}

static void __exit storm_exit(void)
{
	unregister_kprobe(&writing);
	unregister_kprobe(&written);
	unregister_nmi_handler(NMI_LOCAL, "hotsplice-test");
}

module_init(storm_init);
module_exit(storm_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("test: NMIs while code is written");
