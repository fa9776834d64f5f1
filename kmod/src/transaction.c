// SPDX-License-Identifier: GPL-2.0-only
/*
 * Transactions, see transaction.h.
 *
 * Plan, map, hold modules, ask the hooks, freeze: each may fail and is undone.
 * In the freeze the checks come first; after the commit point only bookkeeping
 * is left that needs no memory.
 */
#include <linux/kallsyms.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "compat.h"
#include "freeze.h"
#include "hook.h"
#include "plan.h"
#include "refusal.h"
#include "transaction.h"

/**
 * struct run - a transaction that runs
 * @t:      what is to change
 * @plan:   places that it touches, and code that must be free
 * @freeze: the freeze
 * @place:  in the freeze: the place with a problem, NULL if a hook refused
 * @problem: in the freeze: what it is
 * @hook:   id of the update whose hook refused
 */
struct run {
	struct hs_transaction *t;
	struct hs_plan plan;
	struct hs_freeze freeze;
	const struct hs_place *place;
	const char *problem;
	const char *hook;
};

static int ask_frozen(struct run *r, struct list_head *parts,
		      enum hotsplice_hook_kind kind)
{
	struct hs_part *part;
	int err;

	list_for_each_entry(part, parts, moving) {
		err = hs_hooks_ask_frozen(part->new, kind);
		if (err) {
			r->hook = part->new->id;
			return err == -EBUSY ? -ECANCELED : err;
		}
	}
	return 0;
}

static int frozen_check(void *data)
{
	struct run *r = data;
	u32 i;
	int err;

	for (i = 0; i < r->plan.n_touched; i++) {
		r->place = r->plan.touched[i].place;
		err = hs_place_check(r->place, &r->problem);
		if (err)
			return err;
	}
	r->place = NULL;
	return ask_frozen(r, &r->t->removes, HOTSPLICE_CHECK_REVERSE) ?:
	       ask_frozen(r, &r->t->adds, HOTSPLICE_CHECK_APPLY);
}

static void frozen_commit(void *data)
{
	struct run *r = data;
	struct hs_part *part;
	u32 i;

	for (i = 0; i < r->plan.n_touched; i++)
		hs_place_guard(r->plan.touched[i].place);
	hs_freeze_serialise(&r->freeze);
	for (i = 0; i < r->plan.n_touched; i++)
		hs_place_write_rest(r->plan.touched[i].place);
	hs_freeze_serialise(&r->freeze);
	for (i = 0; i < r->plan.n_touched; i++)
		hs_place_write_first(r->plan.touched[i].place);
	/* The end of the freeze is the third time that every CPU serialises. */
	list_for_each_entry(part, &r->t->removes, moving)
		hs_hooks_tell_frozen(part->new, HOTSPLICE_REVERSE);
	list_for_each_entry(part, &r->t->adds, moving)
		hs_hooks_tell_frozen(part->new, HOTSPLICE_APPLY);
}

static int ask(struct list_head *parts, enum hotsplice_hook_kind kind)
{
	struct hs_part *part;
	int err;

	list_for_each_entry(part, parts, moving) {
		part->asked = true;
		err = hs_hooks_ask(part->new, kind);
		if (err)
			return hs_refuse(HS_HOOK_REFUSED, part->new->id,
					 "a pre hook returned %d", err);
	}
	return 0;
}

static void tell_failure(struct list_head *parts, enum hotsplice_hook_kind kind)
{
	struct hs_part *part;

	list_for_each_entry(part, parts, moving)
		if (part->asked)
			hs_hooks_tell(part->new, kind);
}

/* A new module that is on its way out cannot be held, and is not applied. */
static int hold(struct hs_transaction *t)
{
	struct hs_part *part;

	list_for_each_entry(part, &t->adds, moving) {
		if (try_module_get(part->new->mod))
			continue;
		list_for_each_entry_continue_reverse(part, &t->adds, moving)
			module_put(part->new->mod);
		return -ENODEV;
	}
	return 0;
}

static void release(struct list_head *parts)
{
	struct hs_part *part;

	list_for_each_entry(part, parts, moving)
		module_put(part->new->mod);
}

/*
 * The kernel may hold pointers to functions of a new module that is marked
 * so. Such a module gets one more reference, which is never given back.
 */
static void keep_reachable(struct list_head *parts)
{
	struct hs_part *part;

	list_for_each_entry(part, parts, moving) {
		if (!part->new->keep || part->kept)
			continue;
		__module_get(part->new->mod);
		part->kept = true;
	}
}

static int refuse_busy(struct run *r)
{
	struct hs_update *update = r->t->update;
	const struct hs_busy_task *busy = r->freeze.stacks.busy;
	u32 n = atomic_read(&r->freeze.stacks.n_busy);
	char name[KSYM_SYMBOL_LEN];
	unsigned long offset;

	update->n_busy = min_t(u32, n, HS_BUSY_LISTED);
	memcpy(update->busy, busy, sizeof(update->busy));
	if (!n)
		return hs_refuse(HS_BUSY, NULL, "%s", r->freeze.exiting ?
				 "threads were exiting in each attempt" :
				 "the stack check took too long");
	if (!busy->address)
		return hs_refuse(HS_BUSY, NULL,
				 "the stack of %d %s cannot be followed",
				 busy->pid, busy->comm);
	hs_symbol_name(busy->address, name, &offset);
	return hs_refuse(HS_BUSY, name, "%d %s is in it, %u in all",
			 busy->pid, busy->comm, n);
}

static int refuse_frozen(struct run *r, int err)
{
	switch (err) {
	case -EBUSY:
		return refuse_busy(r);
	case -EINTR:
		return err;
	default:
		break;
	}
	if (r->hook)
		return hs_refuse(HS_HOOK_REFUSED, r->hook, err == -EDEADLK ?
				 "a check hook slept or let interrupts in" :
				 "a check hook returned %d", err);
	if (!r->place)
		return err;
	return hs_refuse(err == -ESTALE ? HS_TEXT_CHANGED : HS_SITE_CONFLICT,
			 r->place->name, "%s", r->problem);
}

static int freeze(struct run *r)
{
	struct hs_freeze *f = &r->freeze;
	int err;

	f->stacks.ranges = r->plan.ranges;
	f->stacks.n_ranges = r->plan.n_ranges;
	f->check = frozen_check;
	f->commit = frozen_commit;
	f->data = r;
	err = hs_freeze_run(f);
	hs_places_unguard();
	r->t->update->timing = (struct hs_timing) {
		.total_ns = f->total_ns,
		.check_ns = f->check_ns,
		.write_ns = f->write_ns,
		.tasks = atomic_read(&f->stacks.tasks),
		.frames = atomic_read(&f->stacks.frames),
		.attempts = f->attempts,
	};
	return err ? refuse_frozen(r, err) : 0;
}

/* The lists follow what the freeze wrote. */
static void settle(struct hs_transaction *t)
{
	struct hs_part *part;
	u32 i;

	list_for_each_entry(part, &t->removes, moving) {
		for (i = 0; i < part->new->n_redirects; i++)
			if (part->layers[i].place)
				hs_layer_remove(&part->layers[i]);
		part->applied = false;
	}
	list_for_each_entry(part, &t->adds, moving)
		part->applied = true;
}

static int run(struct run *r)
{
	struct hs_transaction *t = r->t;
	int err = hs_plan_make(&r->plan, t);

	if (err)
		return err;
	err = hold(t);
	if (err)
		return err;
	err = ask(&t->removes, HOTSPLICE_PRE_REVERSE) ?:
	      ask(&t->adds, HOTSPLICE_PRE_APPLY);
	if (!err)
		err = freeze(r);
	if (err) {
		tell_failure(&t->adds, HOTSPLICE_FAIL_APPLY);
		tell_failure(&t->removes, HOTSPLICE_FAIL_REVERSE);
		release(&t->adds);
	}
	return err;
}

int hs_transaction_run(struct hs_transaction *t)
{
	struct run *r = kvzalloc(sizeof(*r), GFP_KERNEL);
	struct hs_part *part;
	int err;

	if (!r)
		return hs_refuse(HS_OUT_OF_MEMORY, NULL, "transaction");
	list_for_each_entry(part, &t->adds, moving)
		part->asked = false;
	list_for_each_entry(part, &t->removes, moving)
		part->asked = false;
	r->t = t;
	err = run(r);
	/* New layers join their places while those that leave still keep them. */
	hs_plan_finish(&r->plan, !err);
	if (!err) {
		settle(t);
		t->update->n_busy = 0;
		list_for_each_entry(part, &t->removes, moving)
			hs_hooks_tell(part->new, HOTSPLICE_POST_REVERSE);
		list_for_each_entry(part, &t->adds, moving)
			hs_hooks_tell(part->new, HOTSPLICE_POST_APPLY);
		keep_reachable(&t->adds);
		release(&t->removes);
	}
	kvfree(r);
	return err;
}
