/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What kallsyms lists under the names of a ref table.
 */
#ifndef _HS_LISTING_H
#define _HS_LISTING_H

#include "resolve.h"

/**
 * struct hs_listing - one kallsyms entry under the name of a symbol
 * @address: where
 * @symbol:  index of the symbol
 * @in_target: the target defines it
 * @in_scope: the symbol's @scope defines it
 */
struct hs_listing {
	u64 address;
	u32 symbol;
	bool in_target;
	bool in_scope;
};

/**
 * struct hs_listings - kallsyms entries of all names of a table that matter
 * @ref: the table
 * @listings: sorted by symbol, then address
 * @n: number of @listings
 * @room: allocated
 * @by_name: symbols that kallsyms is asked for, sorted by name
 * @n_by_name: their number
 * @symbol: symbol that vmlinux is searched for
 * @failed: an allocation failed
 */
struct hs_listings {
	const struct hotsplice_ref *ref;
	struct hs_listing *listings;
	u32 n;
	u32 room;
	u32 *by_name;
	u32 n_by_name;
	u32 symbol;
	bool failed;
};

/* Asks kallsyms; @ref is set. -ENOMEM is the one error. May sleep. */
int hs_listings_fill(struct hs_listings *listings);
void hs_listings_free(struct hs_listings *listings);

/* For struct hs_machine, with the listings as context. */
bool hs_is_listed(void *context, u32 symbol, u64 value);
u32 hs_named(void *context, u32 symbol, u64 *value);

/* Entries of the target for each function, in order; NULL only counts them. */
u32 hs_listings_candidates(const struct hs_listings *listings,
			   struct hs_candidate *to);

#endif /* _HS_LISTING_H */
