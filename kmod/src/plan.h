/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which bytes a transaction writes, and which code must be free for it.
 */
#ifndef _HS_PLAN_H
#define _HS_PLAN_H

#include "transaction.h"

/**
 * struct hs_touched - a place that a transaction changes
 * @place: the place
 * @layer: that comes on top, or NULL where layers only leave
 * @fresh: the place did not exist before
 */
struct hs_touched {
	struct hs_place *place;
	struct hs_layer *layer;
	bool fresh;
};

/**
 * struct hs_plan - what a transaction does
 * @touched:   places, each once
 * @n_touched: their number
 * @ranges:    code in which no thread may be, sorted
 * @n_ranges:  their number
 */
struct hs_plan {
	struct hs_touched *touched;
	u32 n_touched;
	struct hs_range *ranges;
	u32 n_ranges;
};

/* Refuses what is not possible. hs_plan_finish() follows in any case. */
int hs_plan_make(struct hs_plan *plan, struct hs_transaction *transaction);

/* @committed: the freeze wrote the plan; else all is as before. */
void hs_plan_finish(struct hs_plan *plan, bool committed);

#endif /* _HS_PLAN_H */
