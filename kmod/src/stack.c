// SPDX-License-Identifier: GPL-2.0-only
/*
 * Stack checks, see stack.h.
 */
#include <linux/bits.h>
#include <linux/cpumask.h>
#include <linux/hash.h>
#include <linux/kasan.h>
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
 * struct hs_seen_thread - a thread and the count that it had
 * @task:     the thread, with a reference, so that none is mistaken for it
 * @switches: times that it was switched out
 * @clean:    its stack was walked with that count, and is clean
 */
struct hs_seen_thread {
	struct task_struct *task;
	unsigned long switches;
	bool clean;
};

/**
 * struct hs_seen - threads looked at before the freeze
 * @forks:   forks until then, and whether that is known
 * @has_forks: likewise
 * @bits:    log2 of the number of @slots
 * @n:       number of @threads
 * @threads: the threads
 * @slots:   hash of them, by open addressing: index + 1, or 0
 */
struct hs_seen {
	unsigned long forks;
	bool has_forks;
	u32 bits;
	u32 n;
	struct hs_seen_thread *threads;
	u32 slots[];
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

/* The slot of a thread, or the free one where it belongs. */
static u32 *slot_of(struct hs_seen *seen, const struct task_struct *task)
{
	u32 mask = BIT(seen->bits) - 1;
	u32 i = hash_ptr(task, seen->bits);

	while (seen->slots[i] &&
	       seen->threads[seen->slots[i] - 1].task != task)
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

static struct hs_seen *seen_create(u32 room)
{
	u32 slots = roundup_pow_of_two(room * 2);
	struct hs_seen *seen = kvzalloc(struct_size(seen, slots, slots),
					GFP_KERNEL);

	if (!seen)
		return NULL;
	seen->bits = ilog2(slots);
	seen->threads = kvcalloc(room, sizeof(*seen->threads), GFP_KERNEL);
	if (seen->threads)
		return seen;
	kvfree(seen);
	return NULL;
}

static void remember_threads(struct hs_seen *seen, u32 room)
{
	struct task_struct *group, *task;

	/* Before the list is read: a thread that it lacks raises the count. */
	seen->has_forks = hs_fork_count(&seen->forks);
	rcu_read_lock();
	for_each_process_thread(group, task) {
		u32 *slot = slot_of(seen, task);

		if (*slot)
			continue;
		if (seen->n == room) {
			seen->has_forks = false;
			break;
		}
		get_task_struct(task);
		seen->threads[seen->n++].task = task;
		*slot = seen->n;
	}
	rcu_read_unlock();
}

/*
 * The count is read before and after the walk, and the thread must be off the
 * CPU both times: it did not run in between. finish_task() clears on_cpu with
 * release after the count was raised.
 */
static void prescan_thread(struct hs_stacks *s, struct hs_seen_thread *thread)
{
	struct walk w = { .stacks = s };
	struct task_struct *task = thread->task;
	int err;

	/* Pairs with the release in finish_task(). */
	if (task == current || smp_load_acquire(&task->on_cpu))
		return;
	thread->switches = switches(task);
	/*
	 * It may run meanwhile: what is read of it then is dropped below, and
	 * KASAN's marks on its stack are those of another moment.
	 */
	kasan_disable_current();
	err = walk_task(&w, task);
	kasan_enable_current();
	/* The walk's reads come before these. */
	smp_rmb();
	/* Pairs with the release in finish_task(). */
	if (smp_load_acquire(&task->on_cpu) ||
	    switches(task) != thread->switches)
		return;
	if (!err)
		thread->clean = true;
	else if (w.hit)
		add_busy(s, task, w.hit);
}

int hs_stacks_prescan(struct hs_stacks *s)
{
	u32 room = count_threads() + 64;
	u32 i;

	s->seen = seen_create(room);
	if (!s->seen)
		return -ENOMEM;
	remember_threads(s->seen, room);
	for (i = 0; i < s->seen->n; i++) {
		prescan_thread(s, &s->seen->threads[i]);
		cond_resched();
	}
	return 0;
}

void hs_stacks_release(struct hs_stacks *s)
{
	u32 i;

	if (!s->seen)
		return;
	for (i = 0; i < s->seen->n; i++)
		put_task_struct(s->seen->threads[i].task);
	kvfree(s->seen->threads);
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

static bool is_unchanged(const struct hs_seen_thread *thread)
{
	return thread->clean && thread->switches == switches(thread->task);
}

void hs_stacks_check_current(struct hs_stacks *s)
{
	check_task(s, current);
}

/* The other CPUs' stoppers look at themselves. */
static void check_changed(struct hs_stacks *s, struct task_struct *task)
{
	if (!task->on_cpu)
		check_task(s, task);
}

static bool is_late(u32 n, u64 deadline)
{
	return n % DEADLINE_STEP == 0 && ktime_get_mono_fast_ns() > deadline;
}

/* Nobody forked since the threads were remembered, so there are no others. */
static int check_remembered(struct hs_stacks *s, u64 deadline)
{
	const struct hs_seen_thread *thread = s->seen->threads;
	const struct hs_seen_thread *end = thread + s->seen->n;
	u32 walked = 0;

	for (; thread < end; thread++) {
		if (is_unchanged(thread))
			continue;
		check_changed(s, thread->task);
		if (is_late(++walked, deadline))
			return -ETIME;
	}
	atomic_add(s->seen->n, &s->tasks);
	return 0;
}

static int check_listed(struct hs_stacks *s, u64 deadline)
{
	struct task_struct *group, *task;
	u32 n = 0;

	for_each_process_thread(group, task) {
		u32 slot = s->seen ? *slot_of(s->seen, task) : 0;

		if (!slot || !is_unchanged(&s->seen->threads[slot - 1]))
			check_changed(s, task);
		if (is_late(++n, deadline))
			return -ETIME;
	}
	atomic_add(n, &s->tasks);
	return 0;
}

int hs_stacks_check_all(struct hs_stacks *s, u64 deadline)
{
	unsigned long forks;
	int cpu, err;

	if (s->seen && s->seen->has_forks && hs_fork_count(&forks) &&
	    forks == s->seen->forks)
		err = check_remembered(s, deadline);
	else
		err = check_listed(s, deadline);
	for_each_online_cpu(cpu)
		check_task(s, hs_idle_task(cpu));
	return err;
}
