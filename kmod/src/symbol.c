// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel's side of run-pre matching: the memory that the pure part works
 * in, and what it is told of the kernel.
 */
#include <linux/mm.h>
#include <linux/slab.h>

#include "listing.h"
#include "refusal.h"
#include "resolve.h"
#include "symbol.h"
#include "text.h"

static u32 largest_function(const struct hotsplice_ref *ref)
{
	u32 size = 1, i;

	for (i = 0; i < ref->n_functions; i++)
		size = max(size, ref->functions[i].size);
	return size;
}

static int report(const struct hs_resolver *r, enum hs_code code)
{
	const struct hs_difference *d = &r->match.difference;
	const struct hotsplice_ref *ref = r->match.ref;

	if (r->detail)
		return hs_refuse(code, r->function, "%s", r->detail);
	switch (d->verdict) {
	case HS_CONFLICT:
	case HS_UNLISTED:
		if (d->symbol == HOTSPLICE_NO_SYMBOL)
			break;
		return hs_refuse_difference(code, r->function, d,
					    ref->symbols[d->symbol].name);
	case HS_CONTENT:
		return hs_refuse_difference(code, r->function, d,
					    "data that it refers to differs");
	case HS_UNREADABLE:
		return hs_refuse_difference(code, r->function, d,
					    "memory there cannot be read");
	default:
		break;
	}
	return hs_refuse_difference(code, r->function, d, NULL);
}

/* The memory that matching works in; match_free() follows in any case. */
static bool match_allocate(struct hs_match *m, const struct hotsplice_ref *ref,
			   u32 code_size)
{
	m->ref = ref;
	m->values = kvcalloc(ref->n_symbols + 1, sizeof(*m->values),
			     GFP_KERNEL);
	m->proposed = kvcalloc(ref->n_symbols + 1, sizeof(*m->proposed),
			       GFP_KERNEL);
	m->code = kvmalloc(code_size, GFP_KERNEL);
	return m->values && m->proposed && m->code;
}

static void match_free(struct hs_match *m)
{
	kvfree(m->values);
	kvfree(m->proposed);
	kvfree(m->code);
}

static int resolve(const struct hotsplice_ref *ref, const struct hs_listings *listings,
		   struct hs_resolver *r, u64 **values)
{
	enum hs_code code;
	u32 i;

	r->n_candidates = hs_listings_candidates(listings, NULL);
	r->candidates = kvcalloc(r->n_candidates + 1, sizeof(*r->candidates),
				 GFP_KERNEL);
	r->matched = kvzalloc(ref->n_functions + 1, GFP_KERNEL);
	*values = kvcalloc(ref->n_symbols + 1, sizeof(**values), GFP_KERNEL);
	if (!match_allocate(&r->match, ref, largest_function(ref)) ||
	    !r->candidates || !r->matched || !*values)
		return hs_refuse(HS_OUT_OF_MEMORY, NULL, "matching");
	hs_listings_candidates(listings, r->candidates);
	code = hs_resolve(r);
	if (code)
		return report(r, code);
	for (i = 0; i < ref->n_symbols; i++)
		if (r->match.values[i].known)
			(*values)[i] = r->match.values[i].value;
	return 0;
}

int hs_symbols_find(const struct hotsplice_ref *ref, u64 **values)
{
	struct hs_listings listings = { .ref = ref };
	struct hs_machine machine = {
		.context = &listings,
		.is_listed = hs_is_listed,
		.named = hs_named,
	};
	struct hs_resolver r = {
		.match = { .machine = &machine },
	};
	int err;

	*values = NULL;
	hs_machine_init(&machine);
	err = hs_listings_fill(&listings);
	if (err)
		err = hs_refuse(HS_OUT_OF_MEMORY, NULL, "kallsyms");
	else
		err = resolve(ref, &listings, &r, values);
	if (err) {
		kvfree(*values);
		*values = NULL;
	}
	kvfree(r.candidates);
	kvfree(r.matched);
	match_free(&r.match);
	hs_listings_free(&listings);
	return err;
}

/* Only symbols of variants that were not in force had no value. */
static bool is_any(void *context, u32 symbol, u64 value)
{
	return true;
}

int hs_symbols_recheck(const struct hotsplice_ref *ref, const u64 *values,
		       const struct hotsplice_function *function)
{
	struct hs_machine machine = { .is_listed = is_any };
	struct hs_match match = { .machine = &machine };
	int err = 0;
	u32 i;

	hs_machine_init(&machine);
	if (!match_allocate(&match, ref, function->size)) {
		err = hs_refuse(HS_OUT_OF_MEMORY, function->name, "matching");
		goto out;
	}
	for (i = 0; i < ref->n_symbols; i++) {
		match.values[i].value = values[i];
		match.values[i].known = values[i];
	}
	if (hs_match_function(&match, function, values[function->symbol]) !=
	    HS_EQUAL)
		err = hs_refuse_difference(HS_TEXT_CHANGED, function->name,
					   &match.difference,
					   "it changed since it was matched");
out:
	match_free(&match);
	return err;
}
