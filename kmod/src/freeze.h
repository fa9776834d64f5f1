/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The freeze: one interval in which every CPU is held with interrupts off,
 * no thread is inside given code, and code is changed.
 */
#ifndef _HS_FREEZE_H
#define _HS_FREEZE_H

#include "stack.h"

/**
 * struct hs_freeze - a freeze and what it found
 * @stacks:   ranges to be free of, and threads found in them
 * @check:    may refuse with an error; interrupts are off
 * @commit:   changes code; cannot fail; may call hs_freeze_serialise()
 * @data:     given to both
 * @exiting:  threads that left the task list were still running
 * @late:     the stack check took too long and was given up
 * @attempts: freezes tried
 * @total_ns: length of the last freeze
 * @check_ns: of that, stack and other checks
 * @write_ns: of that, the commit
 * @arrived:  CPUs that are in the freeze
 * @checked:  of them, those that looked at their own stack
 * @round:    times that hs_freeze_serialise() was called
 * @followed: CPUs that did so in this round
 * @n_cpus:   those that are expected
 * @result:   what the freeze decided
 * @done:     it is over
 */
struct hs_freeze {
	struct hs_stacks stacks;
	int (*check)(void *data);
	void (*commit)(void *data);
	void *data;
	bool exiting;
	bool late;
	u32 attempts;
	u64 total_ns;
	u64 check_ns;
	u64 write_ns;
	atomic_t arrived;
	atomic_t checked;
	u32 round;
	atomic_t followed;
	int n_cpus;
	int result;
	bool done;
};

/*
 * Freezes, and tries again after a pause while a thread is in the way.
 * 0: committed. -EBUSY: in use all the time. -EINTR: the caller was killed.
 * Else what @check returned. May sleep.
 */
int hs_freeze_run(struct hs_freeze *freeze);

/*
 * From @commit: every CPU drops what it decoded of old code, and left any NMI
 * handler that began before.
 */
void hs_freeze_serialise(struct hs_freeze *freeze);

#endif /* _HS_FREEZE_H */
