/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Checks the tables of an update's modules before anything else reads them.
 * Pure, as match.h: what memory they may lie in is asked of a callback.
 */
#ifndef _HS_TABLE_H
#define _HS_TABLE_H

#include <linux/bits.h>
#include <hotsplice/update.h>

/* Limits far beyond any real update, against tables that would eat memory. */
#define HS_MAX_SYMBOLS		BIT(20)
#define HS_MAX_FUNCTIONS	BIT(16)
#define HS_MAX_REDIRECTS	BIT(12)
#define HS_MAX_FUNCTION_SIZE	BIT(20)
#define HS_MAX_NAME		512u
#define HS_MAX_TARGET		56u

/**
 * struct hs_tables - where tables may lie
 * @context: given to the callbacks
 * @is_data: do @length bytes at @address lie in the module's memory?
 * @is_text: does @address lie in the module's code?
 * @problem: of the check that failed
 * @index:   number of the entry that is damaged
 */
struct hs_tables {
	void *context;
	bool (*is_data)(void *context, const void *address, u64 length);
	bool (*is_text)(void *context, const void *address);
	const char *problem;
	u32 index;
};

bool hs_ref_check(struct hs_tables *tables, const struct hotsplice_ref *ref);

/* @ref: the ref of the same part, checked before. */
bool hs_update_check(struct hs_tables *tables,
		     const struct hotsplice_update *update,
		     const struct hotsplice_ref *ref);

/* Is @id, of at most HOTSPLICE_ID_LEN characters, good for a file name? */
bool hs_id_check(struct hs_tables *tables, const char *id);

#endif /* _HS_TABLE_H */
