/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A complete set of tables in one block of memory, as a module has them, to be
 * damaged.
 */
#ifndef _TEST_ARENA_H
#define _TEST_ARENA_H

#include "machine.h"

struct arena {
	u8 *memory;
	size_t size;
	size_t used;
	struct hotsplice_ref *ref;
	struct hotsplice_update *update;
	/* The same as @ref has, to be changed. */
	struct hotsplice_symbol *symbols;
	struct hotsplice_function *functions;
	struct hotsplice_reloc *relocs;
	struct hotsplice_site *sites;
	struct hotsplice_variant *variants;
	struct hotsplice_export *exports;
	struct hotsplice_redirect *redirects;
	void **hooks;
};

void arena_init(struct arena *arena);
void arena_free(struct arena *arena);
void arena_tables(struct arena *arena, struct hs_tables *tables);

#endif /* _TEST_ARENA_H */
