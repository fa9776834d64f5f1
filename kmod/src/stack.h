/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which threads are inside code that is about to change.
 *
 * Walking a stack is what a freeze spends its time on. So the stacks are
 * walked before it, and in the freeze only those of threads that ran since:
 * a thread that is switched out gets a higher switch count, so one that is
 * off the CPU with an unchanged count has the stack that was walked.
 */
#ifndef _HS_STACK_H
#define _HS_STACK_H

#include <linux/atomic.h>
#include <linux/sched.h>
#include <linux/types.h>

/* Threads that a refusal lists. */
#define HS_BUSY_LISTED 64

/* Code from @start to @end; a return address may be just behind the code. */
struct hs_range {
	unsigned long start;
	unsigned long end;
};

/**
 * struct hs_busy_task - a thread that stands in the way
 * @pid:     thread id
 * @comm:    its name
 * @address: where it is in a range; 0 if its stack could not be followed
 */
struct hs_busy_task {
	pid_t pid;
	char comm[TASK_COMM_LEN];
	unsigned long address;
};

struct hs_seen;

/**
 * struct hs_stacks - a check of all stacks against ranges
 * @ranges:   sorted, disjoint
 * @n_ranges: their number
 * @seen:     threads proven clean before the freeze, or NULL
 * @n_busy:   threads found, may exceed HS_BUSY_LISTED
 * @busy:     the first of them
 * @tasks:    threads looked at in the freeze
 * @frames:   frames walked in the freeze
 */
struct hs_stacks {
	const struct hs_range *ranges;
	u32 n_ranges;
	struct hs_seen *seen;
	atomic_t n_busy;
	struct hs_busy_task busy[HS_BUSY_LISTED];
	atomic_t tasks;
	atomic_t frames;
};

/* Sorts ranges and joins those that overlap; returns how many are left. */
u32 hs_ranges_sort(struct hs_range *ranges, u32 n);

/*
 * Walks all stacks, may sleep. Adds sleepers inside the ranges to @busy.
 * -ENOMEM is no reason to stop: the freeze then walks everything itself.
 */
int hs_stacks_prescan(struct hs_stacks *stacks);
void hs_stacks_release(struct hs_stacks *stacks);

/* In the freeze: the running thread, which is a stopper. */
void hs_stacks_check_current(struct hs_stacks *stacks);
/*
 * In the freeze: all threads that do not run, and the idle threads.
 * -ETIME when @deadline (ktime_get_mono_fast_ns) passes.
 */
int hs_stacks_check_all(struct hs_stacks *stacks, u64 deadline);

#endif /* _HS_STACK_H */
