// SPDX-License-Identifier: GPL-2.0-only
/*
 * Detours, see detour.h.
 *
 * A task that is on the way through ftrace's trampoline has the address behind
 * the fentry call on its stack, or the target's, so the freeze finds it inside
 * the old function or the new code and waits for it.
 */
#include <linux/err.h>
#include <linux/ftrace.h>
#include <linux/slab.h>

#include "compat.h"
#include "detour.h"

#define CALL_OPCODE 0xe8

struct hs_detour {
	struct ftrace_ops ops;
	unsigned long ip;
	unsigned long target;
};

/* Calls nothing that could be traced, so it needs no guard against itself. */
static void notrace on_entry(unsigned long ip, unsigned long parent,
			     struct ftrace_ops *ops, struct ftrace_regs *regs)
{
	const struct hs_detour *detour =
		container_of(ops, struct hs_detour, ops);
	unsigned long target = READ_ONCE(detour->target);

	if (target)
		hs_ftrace_go_to(regs, target);
}

struct hs_detour *hs_detour_create(unsigned long ip)
{
	struct hs_detour *detour = kzalloc(sizeof(*detour), GFP_KERNEL);
	int err;

	if (!detour)
		return ERR_PTR(-ENOMEM);
	detour->ip = ip;
	detour->ops.func = on_entry;
	detour->ops.flags = FTRACE_OPS_FL_DYNAMIC | FTRACE_OPS_FL_IPMODIFY |
			    FTRACE_OPS_FL_PERMANENT;
#ifndef CONFIG_HAVE_DYNAMIC_FTRACE_WITH_ARGS
	detour->ops.flags |= FTRACE_OPS_FL_SAVE_REGS;
#endif
	err = ftrace_set_filter_ip(&detour->ops, ip, 0, 0);
	if (!err) {
		err = register_ftrace_function(&detour->ops);
		if (err)
			ftrace_set_filter_ip(&detour->ops, ip, 1, 0);
	}
	if (err) {
		ftrace_free_filter(&detour->ops);
		kfree(detour);
		return ERR_PTR(err);
	}
	return detour;
}

void hs_detour_free(struct hs_detour *detour)
{
	if (!detour)
		return;
	/* Fails only for what is not registered. */
	WARN_ON(unregister_ftrace_function(&detour->ops));
	ftrace_free_filter(&detour->ops);
	kfree(detour);
}

unsigned long hs_detour_target(const struct hs_detour *detour)
{
	return READ_ONCE(detour->target);
}

bool hs_detour_works(const struct hs_detour *detour)
{
	return READ_ONCE(*(u8 *)detour->ip) == CALL_OPCODE;
}

void hs_detour_set(struct hs_detour *detour, unsigned long target)
{
	WRITE_ONCE(detour->target, target);
}
