// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks of patch authors, see hook.h.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/irqflags.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/sched.h>

#include "hook.h"

typedef int (*asking_hook)(void);
typedef void (*telling_hook)(void);

int hs_hooks_ask(const struct hotsplice_update *update,
		 enum hotsplice_hook_kind kind)
{
	const struct hotsplice_hooks *hooks = &update->hooks[kind];
	u32 i;

	for (i = 0; i < hooks->n; i++) {
		int err = ((asking_hook)hooks->functions[i])();

		if (err)
			return err < 0 ? err : -ECANCELED;
	}
	return 0;
}

void hs_hooks_tell(const struct hotsplice_update *update,
		   enum hotsplice_hook_kind kind)
{
	const struct hotsplice_hooks *hooks = &update->hooks[kind];
	u32 i;

	for (i = 0; i < hooks->n; i++)
		((telling_hook)hooks->functions[i])();
}

/* What a hook that sleeps, or spoils the context otherwise, changes. */
struct context {
	unsigned long switches;
	int preempt;
	bool irqs_disabled;
};

static struct context context_now(void)
{
	return (struct context) {
		.switches = current->nvcsw + current->nivcsw,
		.preempt = preempt_count(),
		.irqs_disabled = irqs_disabled(),
	};
}

static bool context_restore(const struct context *before)
{
	struct context now = context_now();

	if (now.switches == before->switches &&
	    now.preempt == before->preempt &&
	    now.irqs_disabled == before->irqs_disabled)
		return false;
	if (before->irqs_disabled)
		local_irq_disable();
	preempt_count_set(before->preempt);
	return true;
}

int hs_hooks_ask_frozen(const struct hotsplice_update *update,
			enum hotsplice_hook_kind kind)
{
	struct context before = context_now();
	int err = hs_hooks_ask(update, kind);

	return context_restore(&before) ? -EDEADLK : err;
}

void hs_hooks_tell_frozen(const struct hotsplice_update *update,
			  enum hotsplice_hook_kind kind)
{
	struct context before = context_now();

	hs_hooks_tell(update, kind);
	if (context_restore(&before))
		pr_err("a hook of '%s' slept or let interrupts in during the freeze\n",
		       update->id);
}
