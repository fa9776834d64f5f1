// SPDX-License-Identifier: GPL-2.0-only
#include <sanitizer/asan_interface.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

#define SIZE 8192
#define FUNCTION_SIZE 64

static void *take(struct arena *a, size_t size)
{
	void *taken = a->memory + a->used;

	a->used += (size + 7) & ~7ul;
	if (a->used > a->size)
		abort();
	return taken;
}

static const char *string(struct arena *a, const char *from)
{
	char *to = take(a, strlen(from) + 1);

	strcpy(to, from);
	return to;
}

static void make_symbols(struct arena *a)
{
	a->symbols = take(a, 4 * sizeof(*a->symbols));
	a->symbols[0].name = string(a, "self");
	a->symbols[0].kind = HOTSPLICE_SYM_MATCHED;
	a->symbols[0].anchor = HOTSPLICE_NO_SYMBOL;
	a->symbols[1].name = string(a, "callee");
	a->symbols[1].listed = 1;
	a->symbols[2].name = string(a, "anchored");
	a->symbols[2].kind = HOTSPLICE_SYM_ANCHORED;
	a->symbols[2].anchor = 1;
	a->symbols[3].name = string(a, "named");
	a->symbols[3].kind = HOTSPLICE_SYM_NAMED;
	a->symbols[3].scope = string(a, "vmlinux");
}

static void make_sites(struct arena *a)
{
	u8 *bytes = take(a, 8);

	a->variants = take(a, 3 * sizeof(*a->variants));
	a->variants[0].bytes = bytes;
	a->variants[0].relocs = a->relocs + 2;
	a->variants[0].n_relocs = 1;
	a->variants[1].bytes = bytes;
	a->variants[2].paravirt = 7;
	a->sites = take(a, 5 * sizeof(*a->sites));
	a->sites[0] = (struct hotsplice_site) { .offset = 0, .length = 5,
		.kind = HOTSPLICE_SITE_FENTRY };
	a->sites[1] = (struct hotsplice_site) { .offset = 20, .length = 6,
		.kind = HOTSPLICE_SITE_VARIANTS, .n_variants = 3,
		.variants = a->variants };
	a->sites[2] = (struct hotsplice_site) { .offset = 26, .length = 5,
		.kind = HOTSPLICE_SITE_STATIC_CALL, .symbol = 3 };
	a->sites[3] = (struct hotsplice_site) { .offset = 40, .length = 5,
		.kind = HOTSPLICE_SITE_RETPOLINE, .n_variants = 1,
		.variants = a->variants + 1, .argument = 8 };
	a->sites[4] = (struct hotsplice_site) { .offset = FUNCTION_SIZE - 5,
		.length = 5, .kind = HOTSPLICE_SITE_RETURN };
}

static void make_functions(struct arena *a)
{
	u8 *content = take(a, 6);

	strcpy((char *)content, "hello");
	a->relocs = take(a, 3 * sizeof(*a->relocs));
	a->relocs[0] = (struct hotsplice_reloc) { .offset = 6, .symbol = 1 };
	a->relocs[1] = (struct hotsplice_reloc) { .offset = 12,
		.kind = HOTSPLICE_REL_64, .anonymous = 1, .content = content,
		.content_length = 6 };
	/* of a variant */
	a->relocs[2] = (struct hotsplice_reloc) { .offset = 1, .symbol = 1 };
	make_sites(a);
	a->functions = take(a, sizeof(*a->functions));
	*a->functions = (struct hotsplice_function) {
		.name = a->symbols[0].name, .symbol = 0,
		.size = FUNCTION_SIZE, .bytes = take(a, FUNCTION_SIZE),
		.relocs = a->relocs, .n_relocs = 2,
		.sites = a->sites, .n_sites = 5,
	};
}

static void make_update(struct arena *a)
{
	a->redirects = take(a, sizeof(*a->redirects));
	a->redirects->replacement = a->memory;
	a->hooks = take(a, sizeof(*a->hooks));
	*a->hooks = a->memory;
	a->update = take(a, sizeof(*a->update));
	a->update->abi = HOTSPLICE_ABI;
	a->update->id = a->ref->id;
	a->update->redirects = a->redirects;
	a->update->n_redirects = 1;
	a->update->hooks[HOTSPLICE_POST_APPLY].functions = a->hooks;
	a->update->hooks[HOTSPLICE_POST_APPLY].n = 1;
}

void arena_init(struct arena *a)
{
	memset(a, 0, sizeof(*a));
	a->size = SIZE;
	a->memory = calloc(1, SIZE);
	take(a, 64);
	make_symbols(a);
	make_functions(a);
	a->exports = take(a, sizeof(*a->exports));
	a->exports->name = string(a, "hsx_1");
	a->exports->symbol = 1;
	a->ref = take(a, sizeof(*a->ref));
	a->ref->abi = HOTSPLICE_ABI;
	a->ref->id = string(a, "update-1");
	a->ref->target = string(a, "vmlinux");
	a->ref->symbols = a->symbols;
	a->ref->n_symbols = 4;
	a->ref->functions = a->functions;
	a->ref->n_functions = 1;
	a->ref->exports = a->exports;
	a->ref->n_exports = 1;
	make_update(a);
	/* Nothing is behind the tables. */
	a->size = a->used;
	ASAN_POISON_MEMORY_REGION(a->memory + a->size, SIZE - a->size);
}

void arena_free(struct arena *a)
{
	ASAN_UNPOISON_MEMORY_REGION(a->memory, SIZE);
	free(a->memory);
}

static bool is_data(void *context, const void *address, u64 length)
{
	const struct arena *a = context;
	u64 offset = (u64)(uintptr_t)address - (u64)(uintptr_t)a->memory;

	return offset < a->size && length <= a->size - offset;
}

static bool is_text(void *context, const void *address)
{
	const struct arena *a = context;

	return (const u8 *)address >= a->memory &&
	       (const u8 *)address < a->memory + 64;
}

void arena_tables(struct arena *a, struct hs_tables *tables)
{
	*tables = (struct hs_tables) {
		.context = a, .is_data = is_data, .is_text = is_text,
	};
}
