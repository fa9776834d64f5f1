/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Values of a ref table's symbols in the running kernel.
 */
#ifndef _HS_SYMBOL_H
#define _HS_SYMBOL_H

#include <hotsplice/update.h>

/*
 * Matches the whole table with run code. On success *@values is an array of
 * n_symbols addresses, 0 where unknown, for kvfree(). On an error the refusal
 * says why. May sleep; takes a while.
 */
int hs_symbols_find(const struct hotsplice_ref *ref, u64 **values);

/*
 * Matches one function again, with the values that were found: is its code
 * still what it was? Refuses with TEXT_CHANGED.
 */
int hs_symbols_recheck(const struct hotsplice_ref *ref, const u64 *values,
		       const struct hotsplice_function *function);

#endif /* _HS_SYMBOL_H */
