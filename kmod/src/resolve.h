/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Resolution of a whole table: which candidate each function is, and which
 * value each symbol has. Pure, as match.h.
 */
#ifndef _HS_RESOLVE_H
#define _HS_RESOLVE_H

#include "match.h"
#include "refusal.h"

/**
 * struct hs_candidate - an address where kallsyms lists a function's name
 * @address:  the address
 * @function: index in the table
 * @dropped:  it is not this one
 */
struct hs_candidate {
	u64 address;
	u32 function;
	bool dropped;
};

/**
 * struct hs_resolver - state of resolving one table
 * @match:      matching of single functions
 * @candidates: sorted by function
 * @n_candidates: their number
 * @matched:    for each function, not 0 once it is matched
 * @function:   on a refusal, name of the function or symbol concerned
 * @detail:     on a refusal, what is the matter, or NULL
 */
struct hs_resolver {
	struct hs_match match;
	struct hs_candidate *candidates;
	u32 n_candidates;
	u8 *matched;
	const char *function;
	const char *detail;
};

/*
 * Runs to the fixed point. HS_NONE: every function has exactly one candidate
 * and every export a value. Else the reason, with @function, @detail, and
 * @match.difference where run code differs.
 */
enum hs_code hs_resolve(struct hs_resolver *resolver);

#endif /* _HS_RESOLVE_H */
