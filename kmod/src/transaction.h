/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A change of which parts are applied, made in one freeze or not at all.
 */
#ifndef _HS_TRANSACTION_H
#define _HS_TRANSACTION_H

#include "update.h"

/**
 * struct hs_transaction - what is to change
 * @update:  the update that asked; gets timing and busy threads
 * @adds:    parts to apply, by @moving
 * @removes: parts to reverse, by @moving
 */
struct hs_transaction {
	struct hs_update *update;
	struct list_head adds;
	struct list_head removes;
};

/* Under hs_mutex. On an error all is as before, and the refusal says why. */
int hs_transaction_run(struct hs_transaction *transaction);

#endif /* _HS_TRANSACTION_H */
