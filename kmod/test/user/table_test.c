// SPDX-License-Identifier: GPL-2.0-only
/* Tables that are whole, and each way in which they can be damaged. */
#include <string.h>

#include "arena.h"
#include "tests.h"

static struct arena arena;
static const char *damaged;

static bool ref_passes(void)
{
	struct hs_tables t;

	arena_tables(&arena, &t);
	if (hs_ref_check(&t, arena.ref))
		return true;
	damaged = t.problem;
	return false;
}

static bool update_passes(void)
{
	struct hs_tables t;

	arena_tables(&arena, &t);
	return hs_id_check(&t, arena.update->id) &&
	       hs_update_check(&t, arena.update, arena.ref);
}

static void wholeTables_pass(void)
{
	arena_init(&arena);
	if (!ref_passes())
		printf("damaged: %s\n", damaged);
	EXPECT(ref_passes(), true);
	EXPECT(update_passes(), true);
	arena_free(&arena);
}

/* The statement damages; the check must fail, and pass before. */
#define DAMAGE(passes, statement)					\
	do {								\
		arena_init(&arena);					\
		EXPECT(passes(), true);					\
		statement;						\
		EXPECT(passes() && #statement, false);			\
		arena_free(&arena);					\
	} while (0)

static const char outside[] = "outside";

static void damagedSymbols_areRefused(void)
{
	DAMAGE(ref_passes, arena.ref->abi = 2);
	DAMAGE(ref_passes, arena.ref->id = "");
	DAMAGE(ref_passes, arena.ref->target = NULL);
	DAMAGE(ref_passes, arena.ref->target = outside);
	DAMAGE(ref_passes, arena.ref->n_symbols = 0xffffffff);
	DAMAGE(ref_passes, arena.ref->n_symbols = 1000);
	DAMAGE(ref_passes, arena.ref->n_symbols = 1);
	DAMAGE(ref_passes, arena.ref->symbols = NULL);
	DAMAGE(ref_passes, arena.symbols[1].name = NULL);
	DAMAGE(ref_passes, arena.symbols[1].name = outside);
	DAMAGE(ref_passes, arena.symbols[1].kind = 4);
	DAMAGE(ref_passes, arena.symbols[2].anchor = 4);
	DAMAGE(ref_passes, arena.symbols[0].anchor = 4);
	DAMAGE(ref_passes, arena.symbols[3].scope = NULL);
	DAMAGE(ref_passes, arena.symbols[3].scope = outside);
}

static void damagedFunctions_areRefused(void)
{
	DAMAGE(ref_passes, arena.ref->n_functions = 0x10001);
	DAMAGE(ref_passes, arena.ref->functions = (void *)8);
	DAMAGE(ref_passes, arena.functions->name = arena.symbols[1].name);
	DAMAGE(ref_passes, arena.functions->symbol = 4);
	DAMAGE(ref_passes, arena.functions->symbol = 1);
	DAMAGE(ref_passes, arena.functions->size = 0);
	DAMAGE(ref_passes, arena.functions->size = 0x7fffffff);
	DAMAGE(ref_passes, arena.functions->size = 20000);
	DAMAGE(ref_passes, arena.functions->size = 60);
	DAMAGE(ref_passes, arena.functions->bytes = NULL);
	DAMAGE(ref_passes, arena.functions->n_relocs = 0xffffffff);
	DAMAGE(ref_passes, arena.functions->n_relocs = 3);
	DAMAGE(ref_passes, arena.functions->relocs = NULL);
	DAMAGE(ref_passes, arena.functions->n_sites = 6);
	DAMAGE(ref_passes, arena.functions->n_sites = 0xffffffff);
	DAMAGE(ref_passes, arena.functions->sites =
	       (void *)((u8 *)arena.sites + 1));
}

static void damagedRelocations_areRefused(void)
{
	DAMAGE(ref_passes, arena.relocs[0].kind = 4);
	DAMAGE(ref_passes, arena.relocs[0].offset = 61);
	DAMAGE(ref_passes, arena.relocs[0].offset = 0xfffffffe);
	DAMAGE(ref_passes, arena.relocs[0].offset = 9);
	DAMAGE(ref_passes, arena.relocs[0].offset = 3);
	DAMAGE(ref_passes, arena.relocs[0].symbol = 4);
	DAMAGE(ref_passes, arena.relocs[0].symbol = HOTSPLICE_NO_SYMBOL);
	DAMAGE(ref_passes, arena.relocs[1].offset = 13);
	DAMAGE(ref_passes, arena.relocs[1].content_length = 0xffff);
	DAMAGE(ref_passes, arena.relocs[1].content = NULL);
	DAMAGE(ref_passes, arena.relocs[2].offset = 3);
	DAMAGE(ref_passes, arena.relocs[2].symbol = 17);
}

static void damagedSites_areRefused(void)
{
	DAMAGE(ref_passes, arena.sites[0].kind = 5);
	DAMAGE(ref_passes, arena.sites[0].length = 4);
	DAMAGE(ref_passes, arena.sites[0].offset = 4);
	DAMAGE(ref_passes, arena.sites[1].offset = 22);
	DAMAGE(ref_passes, arena.sites[1].offset = 3);
	DAMAGE(ref_passes, arena.sites[1].offset = 0xffffffff);
	DAMAGE(ref_passes, arena.sites[1].length = 0);
	DAMAGE(ref_passes, arena.sites[1].length = 3);
	DAMAGE(ref_passes, arena.sites[1].n_variants = 0);
	DAMAGE(ref_passes, arena.sites[1].n_variants = 255);
	DAMAGE(ref_passes, arena.sites[1].variants = NULL);
	DAMAGE(ref_passes, arena.sites[2].symbol = 4);
	DAMAGE(ref_passes, arena.sites[2].length = 7);
	DAMAGE(ref_passes, arena.sites[3].argument = 16);
	DAMAGE(ref_passes, arena.sites[3].length = 9);
	DAMAGE(ref_passes, arena.sites[4].offset = 60);
	DAMAGE(ref_passes, arena.variants[0].bytes = NULL);
	DAMAGE(ref_passes, arena.variants[0].bytes = (const u8 *)outside);
	DAMAGE(ref_passes, arena.variants[0].n_relocs = 9);
	DAMAGE(ref_passes, arena.variants[2].paravirt = 257);
	DAMAGE(ref_passes, arena.variants[2].n_relocs = 1);
}

static void damagedExports_areRefused(void)
{
	DAMAGE(ref_passes, arena.ref->n_exports = 0x7fffffff);
	DAMAGE(ref_passes, arena.ref->exports = NULL);
	DAMAGE(ref_passes, arena.exports->symbol = 4);
	DAMAGE(ref_passes, arena.exports->name = NULL);
}

static void damagedUpdates_areRefused(void)
{
	DAMAGE(update_passes, arena.update->abi = 0);
	DAMAGE(update_passes, arena.update->n_redirects = 0xffffffff);
	DAMAGE(update_passes, arena.update->n_redirects = 2000);
	DAMAGE(update_passes, arena.update->redirects = NULL);
	DAMAGE(update_passes, arena.redirects->symbol = 4);
	DAMAGE(update_passes, arena.redirects->symbol = 1);
	DAMAGE(update_passes, arena.redirects->replacement = arena.memory + 64);
	DAMAGE(update_passes, arena.update->hooks[0].n = 1);
	DAMAGE(update_passes, arena.update->hooks[3].n = 0xffffffff);
	DAMAGE(update_passes, *arena.hooks = (void *)outside);
}

/* Characters that would make another file name, or several words. */
static void idsThatAreNoFileNames_areRefused(void)
{
	static const char *const bad[] = {
		".hidden", "..", "a/b", "a,b", "a b", "a\n", "\x7f", "\xc3\xa4",
		"0123456789012345678901234567890123",
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(bad); i++)
		DAMAGE(ref_passes, strcpy((char *)arena.memory, bad[i]);
		       arena.ref->id = (char *)arena.memory);
}

void table_tests(void)
{
	RUN(wholeTables_pass);
	RUN(damagedSymbols_areRefused);
	RUN(damagedFunctions_areRefused);
	RUN(damagedRelocations_areRefused);
	RUN(damagedSites_areRefused);
	RUN(damagedExports_areRefused);
	RUN(damagedUpdates_areRefused);
	RUN(idsThatAreNoFileNames_areRefused);
}
