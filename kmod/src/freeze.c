// SPDX-License-Identifier: GPL-2.0-only
/*
 * The freeze, see freeze.h.
 */
#include <linux/cpu.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/timekeeping.h>
#include <asm/sync_core.h>

#include "compat.h"
#include "freeze.h"

/* Pauses between attempts; their number bounds the attempts. */
static const u32 pauses_ms[] = { 10, 20, 40, 80, 160, 320, 500 };

/* No check of stacks holds the machine longer. */
#define CHECK_LIMIT_NS (NSEC_PER_SEC)

static int check_stacks(struct hs_freeze *f, u64 start)
{
	/* A thread that left the task list cannot be found and looked at. */
	f->exiting = hs_exiting_tasks() > 0;
	if (f->exiting)
		return -EBUSY;
	f->late = hs_stacks_check_all(&f->stacks, start + CHECK_LIMIT_NS);
	return f->late || atomic_read(&f->stacks.n_busy) ? -EBUSY : 0;
}

/* The first CPU in the freeze decides; the others wait for it. */
static void lead(struct hs_freeze *f)
{
	u64 start = ktime_get_mono_fast_ns(), checked, end;

	hs_stacks_check_current(&f->stacks);
	while (atomic_read(&f->checked) < f->n_cpus - 1)
		cpu_relax();
	f->result = check_stacks(f, start);
	if (!f->result)
		f->result = f->check(f->data);
	checked = ktime_get_mono_fast_ns();
	/* Commit point: nothing after it can fail. */
	if (!f->result)
		f->commit(f->data);
	end = ktime_get_mono_fast_ns();
	f->check_ns = checked - start;
	f->write_ns = end - checked;
	/* The new code is complete before anyone leaves; see follow(). */
	smp_store_release(&f->done, true);
}

void hs_freeze_serialise(struct hs_freeze *f)
{
	atomic_set(&f->followed, 0);
	/* What was written comes before; pairs with the acquire in follow(). */
	smp_store_release(&f->round, f->round + 1);
	sync_core();
	while (atomic_read_acquire(&f->followed) < f->n_cpus - 1)
		cpu_relax();
}

static void follow(struct hs_freeze *f)
{
	u32 seen = 0;

	hs_stacks_check_current(&f->stacks);
	atomic_inc(&f->checked);
	/* Pairs with the release in lead(). */
	while (!smp_load_acquire(&f->done)) {
		/* Pairs with the release in hs_freeze_serialise(). */
		u32 round = smp_load_acquire(&f->round);

		if (round != seen) {
			seen = round;
			sync_core();
			atomic_inc_return_release(&f->followed);
		}
		cpu_relax();
	}
}

/* Runs on every CPU, with interrupts off, while all others are here too. */
static int stopped(void *data)
{
	struct hs_freeze *f = data;

	if (atomic_inc_return(&f->arrived) == 1)
		lead(f);
	else
		follow(f);
	/* What this CPU decoded of the old code is dropped. */
	sync_core();
	return 0;
}

static int attempt(struct hs_freeze *f)
{
	u64 start;
	int err;

	f->attempts++;
	atomic_set(&f->stacks.n_busy, 0);
	atomic_set(&f->stacks.tasks, 0);
	atomic_set(&f->stacks.frames, 0);
	atomic_set(&f->arrived, 0);
	atomic_set(&f->checked, 0);
	f->round = 0;
	f->done = false;
	f->exiting = false;
	f->late = false;
	hs_stacks_prescan(&f->stacks);
	/* A sleeper inside would be there in the freeze as well. */
	if (atomic_read(&f->stacks.n_busy)) {
		hs_stacks_release(&f->stacks);
		return -EBUSY;
	}
	hs_text_lock();
	f->n_cpus = num_online_cpus();
	start = ktime_get_mono_fast_ns();
	err = hs_stop_machine(stopped, f);
	f->total_ns = ktime_get_mono_fast_ns() - start;
	hs_text_unlock();
	hs_stacks_release(&f->stacks);
	return err ?: f->result;
}

int hs_freeze_run(struct hs_freeze *f)
{
	u32 i;

	for (i = 0; ; i++) {
		int err = attempt(f);

		if (err != -EBUSY || i == ARRAY_SIZE(pauses_ms))
			return err;
		/* Signals that do not kill must not cut the pause short. */
		schedule_timeout_killable(msecs_to_jiffies(pauses_ms[i]));
		if (fatal_signal_pending(current))
			return -EINTR;
	}
}
