// SPDX-License-Identifier: GPL-2.0-only
/*
 * Checks of an update's tables, see table.h.
 */
#include <linux/string.h>

#include "match.h"
#include "table.h"

static bool bad(struct hs_tables *t, const char *problem, u32 index)
{
	t->problem = problem;
	t->index = index;
	return false;
}

/* @n elements of @size bytes, aligned to @align, within the module. */
static bool memory_ok(struct hs_tables *t, const void *array, u64 n, u64 size,
		      u64 align)
{
	return !n || (array && (unsigned long)array % align == 0 &&
		      t->is_data(t->context, array, n * size));
}

#define array_ok(t, array, n)						\
	memory_ok(t, array, n, sizeof(*(array)), __alignof__(*(array)))

/* A string shorter than @limit that ends within the module's memory. */
static bool string_ok(struct hs_tables *t, const char *string, u32 limit)
{
	u32 i;

	if (!string)
		return false;
	for (i = 0; i < limit; i++) {
		if (!t->is_data(t->context, string + i, 1))
			return false;
		if (!string[i])
			return i > 0;
	}
	return false;
}

bool hs_id_check(struct hs_tables *t, const char *id)
{
	const char *c;

	if (!string_ok(t, id, HOTSPLICE_ID_LEN + 1) || *id == '.')
		return bad(t, "id", 0);
	for (c = id; *c; c++)
		if (*c <= ' ' || *c > '~' || *c == '/' || *c == ',')
			return bad(t, "id", 0);
	return true;
}

static bool symbols_ok(struct hs_tables *t, const struct hotsplice_ref *ref)
{
	u32 i;

	if (ref->n_symbols > HS_MAX_SYMBOLS ||
	    !array_ok(t, ref->symbols, ref->n_symbols))
		return bad(t, "symbols", 0);
	for (i = 0; i < ref->n_symbols; i++) {
		const struct hotsplice_symbol *s = &ref->symbols[i];

		if (!string_ok(t, s->name, HS_MAX_NAME))
			return bad(t, "name of symbol", i);
		if (s->kind > HOTSPLICE_SYM_NAMED)
			return bad(t, "kind of symbol", i);
		if (s->kind == HOTSPLICE_SYM_ANCHORED &&
		    s->anchor >= ref->n_symbols)
			return bad(t, "anchor of symbol", i);
		if (s->kind == HOTSPLICE_SYM_MATCHED &&
		    s->anchor != HOTSPLICE_NO_SYMBOL &&
		    s->anchor >= ref->n_symbols)
			return bad(t, "anchor of symbol", i);
		if (s->kind == HOTSPLICE_SYM_NAMED &&
		    !string_ok(t, s->scope, HS_MAX_TARGET))
			return bad(t, "scope of symbol", i);
	}
	return true;
}

/* Fields sorted, apart, and within @size bytes of code. */
static bool relocs_ok(struct hs_tables *t, const struct hotsplice_ref *ref,
		      const struct hotsplice_reloc *relocs, u32 n, u32 size)
{
	u64 end = 0;
	u32 i;

	if (n > size || !array_ok(t, relocs, n))
		return false;
	for (i = 0; i < n; i++) {
		const struct hotsplice_reloc *r = &relocs[i];

		if (r->kind > HOTSPLICE_REL_64 || r->offset < end)
			return false;
		end = (u64)r->offset + hs_field_length(r->kind);
		if (end > size)
			return false;
		if (!r->anonymous && r->symbol >= ref->n_symbols)
			return false;
		if (r->anonymous &&
		    !array_ok(t, r->content, r->content_length))
			return false;
	}
	return true;
}

static bool variants_ok(struct hs_tables *t, const struct hotsplice_ref *ref,
			const struct hotsplice_site *s)
{
	u32 i;

	if (!array_ok(t, s->variants, s->n_variants))
		return false;
	for (i = 0; i < s->n_variants; i++) {
		const struct hotsplice_variant *v = &s->variants[i];

		if (v->paravirt) {
			if (v->paravirt > U8_MAX + 1 || v->n_relocs)
				return false;
			continue;
		}
		if (!v->bytes || !array_ok(t, v->bytes, s->length) ||
		    !relocs_ok(t, ref, v->relocs, v->n_relocs, s->length))
			return false;
	}
	return true;
}

static bool site_ok(struct hs_tables *t, const struct hotsplice_ref *ref,
		    const struct hotsplice_site *s)
{
	switch (s->kind) {
	case HOTSPLICE_SITE_FENTRY:
	case HOTSPLICE_SITE_RETURN:
		return s->length == 5;
	case HOTSPLICE_SITE_STATIC_CALL:
		return (s->length == 5 || s->length == 6) &&
		       s->symbol < ref->n_symbols;
	case HOTSPLICE_SITE_RETPOLINE:
		return (s->length == 5 || s->length == 6) &&
		       s->argument < 16 && variants_ok(t, ref, s);
	case HOTSPLICE_SITE_VARIANTS:
		return s->length && s->n_variants && variants_ok(t, ref, s);
	default:
		return false;
	}
}

static bool sites_ok(struct hs_tables *t, const struct hotsplice_ref *ref,
		     const struct hotsplice_function *f)
{
	u32 i, reloc = 0;
	u64 end = 0;

	if (f->n_sites > f->size ||
	    !array_ok(t, f->sites, f->n_sites))
		return false;
	for (i = 0; i < f->n_sites; i++) {
		const struct hotsplice_site *s = &f->sites[i];

		if (s->offset < end || !site_ok(t, ref, s))
			return false;
		end = (u64)s->offset + s->length;
		if (end > f->size)
			return false;
		/* Fields that end before the site; the next must follow it. */
		while (reloc < f->n_relocs &&
		       f->relocs[reloc].offset +
		       hs_field_length(f->relocs[reloc].kind) <= s->offset)
			reloc++;
		if (reloc < f->n_relocs && f->relocs[reloc].offset < end)
			return false;
	}
	return true;
}

static bool functions_ok(struct hs_tables *t, const struct hotsplice_ref *ref)
{
	u32 i;

	if (ref->n_functions > HS_MAX_FUNCTIONS ||
	    !array_ok(t, ref->functions, ref->n_functions))
		return bad(t, "functions", 0);
	for (i = 0; i < ref->n_functions; i++) {
		const struct hotsplice_function *f = &ref->functions[i];

		if (!string_ok(t, f->name, HS_MAX_NAME))
			return bad(t, "name of function", i);
		if (f->symbol >= ref->n_symbols ||
		    ref->symbols[f->symbol].kind != HOTSPLICE_SYM_MATCHED ||
		    strcmp(ref->symbols[f->symbol].name, f->name))
			return bad(t, "symbol of function", i);
		if (!f->size || f->size > HS_MAX_FUNCTION_SIZE || !f->bytes ||
		    !array_ok(t, f->bytes, f->size))
			return bad(t, "bytes of function", i);
		if (!relocs_ok(t, ref, f->relocs, f->n_relocs, f->size))
			return bad(t, "relocations of function", i);
		if (!sites_ok(t, ref, f))
			return bad(t, "sites of function", i);
	}
	return true;
}

static bool exports_ok(struct hs_tables *t, const struct hotsplice_ref *ref)
{
	u32 i;

	if (ref->n_exports > HS_MAX_SYMBOLS ||
	    !array_ok(t, ref->exports, ref->n_exports))
		return bad(t, "exports", 0);
	for (i = 0; i < ref->n_exports; i++) {
		const struct hotsplice_export *e = &ref->exports[i];

		if (!string_ok(t, e->name, HS_MAX_NAME))
			return bad(t, "name of export", i);
		if (e->symbol >= ref->n_symbols)
			return bad(t, "symbol of export", i);
	}
	return true;
}

bool hs_ref_check(struct hs_tables *t, const struct hotsplice_ref *ref)
{
	if (!array_ok(t, ref, 1))
		return bad(t, "place", 0);
	if (ref->abi != HOTSPLICE_ABI)
		return bad(t, "abi", ref->abi);
	if (!string_ok(t, ref->target, HS_MAX_TARGET))
		return bad(t, "target", 0);
	return hs_id_check(t, ref->id) && symbols_ok(t, ref) &&
	       functions_ok(t, ref) && exports_ok(t, ref);
}

static bool redirects_ok(struct hs_tables *t, const struct hotsplice_update *u,
			 const struct hotsplice_ref *ref)
{
	u32 i, j;

	if (u->n_redirects > HS_MAX_REDIRECTS ||
	    !array_ok(t, u->redirects, u->n_redirects))
		return bad(t, "redirects", 0);
	for (i = 0; i < u->n_redirects; i++) {
		const struct hotsplice_redirect *r = &u->redirects[i];

		if (r->symbol >= ref->n_symbols ||
		    ref->symbols[r->symbol].kind != HOTSPLICE_SYM_MATCHED)
			return bad(t, "symbol of redirect", i);
		if (r->replacement && !t->is_text(t->context, r->replacement))
			return bad(t, "replacement of redirect", i);
		for (j = 0; j < i; j++)
			if (u->redirects[j].symbol == r->symbol)
				return bad(t, "redirect is twice", i);
	}
	return true;
}

static bool hooks_ok(struct hs_tables *t, const struct hotsplice_update *u)
{
	u32 kind, i;

	for (kind = 0; kind < HOTSPLICE_HOOK_KINDS; kind++) {
		const struct hotsplice_hooks *h = &u->hooks[kind];

		if (h->n > HS_MAX_FUNCTIONS ||
		    !array_ok(t, h->functions, h->n))
			return bad(t, "hooks of kind", kind);
		for (i = 0; i < h->n; i++)
			if (!t->is_text(t->context, h->functions[i]))
				return bad(t, "hook of kind", kind);
	}
	return true;
}

bool hs_update_check(struct hs_tables *t, const struct hotsplice_update *u,
		     const struct hotsplice_ref *ref)
{
	if (!array_ok(t, u, 1))
		return bad(t, "place", 0);
	if (u->abi != HOTSPLICE_ABI)
		return bad(t, "abi", u->abi);
	return redirects_ok(t, u, ref) && hooks_ok(t, u);
}
