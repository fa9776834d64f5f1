// SPDX-License-Identifier: GPL-2.0-only
/*
 * Stack checks, see stack.h.
 */
#include <linux/cpumask.h>
#include <linux/hash.h>
#include <linux/log2.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/timekeeping.h>

#include "compat.h"
#include "stack.h"

/* Threads between two looks at the clock. */
#define DEADLINE_STEP 64

/**
 * struct hs_seen - hash of threads with the counts they had
 * @bits:  log2 of the number of slots
 * @n:     threads in it
 * @slots: open addressing; @clean where the stack was walked and is clean
 */
struct hs_seen {
	u32 bits;
	u32 n;
	struct hs_seen_slot {
		struct task_struct *task;
		unsigned long switches;
		bool clean;
	} slots[];
};

struct walk {
	struct hs_stacks *stacks;
	unsigned long hit;
	u32 frames;
};

static int compare_ranges(const void *a, const void *b)
{
	const struct hs_range *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return 0;
}

u32 hs_ranges_sort(struct hs_range *ranges, u32 n)
{
	u32 from, to = 0;

	sort(ranges, n, sizeof(*ranges), compare_ranges, NULL);
	for (from = 0; from < n; from++) {
		if (to && ranges[from].start <= ranges[to - 1].end)
			ranges[to - 1].end = max(ranges[to - 1].end,
						 ranges[from].end);
		else
			ranges[to++] = ranges[from];
	}
	return to;
}

static bool consume(void *cookie, unsigned long address)
{
	struct walk *w = cookie;
	const struct hs_range *ranges = w->stacks->ranges;
	u32 low = 0, high = w->stacks->n_ranges;

	w->frames++;
	while (low < high) {
		u32 middle = low + (high - low) / 2;

		if (address < ranges[middle].start) {
			high = middle;
		} else if (address > ranges[middle].end) {
			low = middle + 1;
		} else {
			w->hit = address;
			return false;
		}
	}
	return true;
}

/* 0: clean. -EBUSY: inside at @w->hit, or (0) the stack is unreliable. */
static int walk_task(struct walk *w, struct task_struct *task)
{
	int err;

	/* A thread that is dead has no stack, and is in no code. */
	if (!try_get_task_stack(task))
		return 0;
	err = hs_walk_stack(consume, w, task);
	hs_put_stack(task);
	return err ? -EBUSY : 0;
}

static void add_busy(struct hs_stacks *s, struct task_struct *task,
		     unsigned long address)
{
	u32 i = atomic_inc_return(&s->n_busy) - 1;

	if (i >= HS_BUSY_LISTED)
		return;
	s->busy[i].pid = task->pid;
	memcpy(s->busy[i].comm, task->comm, TASK_COMM_LEN);
	s->busy[i].comm[TASK_COMM_LEN - 1] = '\0';
	s->busy[i].address = address;
}

static unsigned long switches(struct task_struct *task)
{
	return READ_ONCE(task->nvcsw) + READ_ONCE(task->nivcsw);
}

static struct hs_seen_slot *slot_of(struct hs_seen *seen,
				    struct task_struct *task)
{
	u32 mask = (1u << seen->bits) - 1;
	u32 i = hash_ptr(task, seen->bits);

	while (seen->slots[i].task && seen->slots[i].task != task)
		i = (i + 1) & mask;
	return &seen->slots[i];
}

static u32 count_threads(void)
{
	struct task_struct *group, *task;
	u32 n = 0;

	rcu_read_lock();
	for_each_process_thread(group, task)
		n++;
	rcu_read_unlock();
	return n;
}

/* A reference on each thread, so that none is mistaken for a later one. */
static void remember_threads(struct hs_seen *seen)
{
	struct task_struct *group, *task;
	u32 limit = (1u << seen->bits) / 4 * 3;

	rcu_read_lock();
	for_each_process_thread(group, task) {
		struct hs_seen_slot *slot = slot_of(seen, task);

		if (slot->task || seen->n >= limit)
			continue;
		get_task_struct(task);
		slot->task = task;
		seen->n++;
	}
	rcu_read_unlock();
}

/*
 * The count is read before and after the walk, and the thread must be off the
 * CPU both times: it did not run in between. finish_task() clears on_cpu with
 * release after the count was raised.
 */
static void prescan_slot(struct hs_stacks *s, struct hs_seen_slot *slot)
{
	struct walk w = { .stacks = s };
	struct task_struct *task = slot->task;
	int err;

	/* Pairs with the release in finish_task(). */
	if (task == current || smp_load_acquire(&task->on_cpu))
		return;
	slot->switches = switches(task);
	err = walk_task(&w, task);
	/* The walk's reads come before these. */
	smp_rmb();
	/* Pairs with the release in finish_task(). */
	if (smp_load_acquire(&task->on_cpu) ||
	    switches(task) != slot->switches)
		return;
	if (!err)
		slot->clean = true;
	else if (w.hit)
		add_busy(s, task, w.hit);
}

int hs_stacks_prescan(struct hs_stacks *s)
{
	u32 slots = roundup_pow_of_two(count_threads() * 2 + 64);
	u32 i;

	s->seen = kvzalloc(struct_size(s->seen, slots, slots), GFP_KERNEL);
	if (!s->seen)
		return -ENOMEM;
	s->seen->bits = ilog2(slots);
	remember_threads(s->seen);
	for (i = 0; i < slots; i++) {
		if (s->seen->slots[i].task)
			prescan_slot(s, &s->seen->slots[i]);
		cond_resched();
	}
	return 0;
}

void hs_stacks_release(struct hs_stacks *s)
{
	u32 i;

	if (!s->seen)
		return;
	for (i = 0; i < 1u << s->seen->bits; i++)
		if (s->seen->slots[i].task)
			put_task_struct(s->seen->slots[i].task);
	kvfree(s->seen);
	s->seen = NULL;
}

static void check_task(struct hs_stacks *s, struct task_struct *task)
{
	struct walk w = { .stacks = s };

	if (walk_task(&w, task))
		add_busy(s, task, w.hit);
	atomic_add(w.frames, &s->frames);
}

static bool is_unchanged(struct hs_stacks *s, struct task_struct *task)
{
	struct hs_seen_slot *slot;

	if (!s->seen)
		return false;
	slot = slot_of(s->seen, task);
	return slot->task && slot->clean && slot->switches == switches(task);
}

void hs_stacks_check_current(struct hs_stacks *s)
{
	check_task(s, current);
}

int hs_stacks_check_all(struct hs_stacks *s, u64 deadline)
{
	struct task_struct *group, *task;
	u32 n = 0;
	int cpu;

	for_each_process_thread(group, task) {
		n++;
		/* The other CPUs' stoppers look at themselves. */
		if (task->on_cpu || is_unchanged(s, task))
			continue;
		check_task(s, task);
		if (n % DEADLINE_STEP == 0 &&
		    ktime_get_mono_fast_ns() > deadline)
			return -ETIME;
	}
	for_each_online_cpu(cpu)
		check_task(s, hs_idle_task(cpu));
	atomic_add(n, &s->tasks);
	return 0;
}
