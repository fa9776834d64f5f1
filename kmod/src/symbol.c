// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel's side of run-pre matching: what kallsyms lists for the names of
 * a table, and the memory that the pure part works in.
 */
#include <linux/bsearch.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/sort.h>

#include "compat.h"
#include "refusal.h"
#include "resolve.h"
#include "symbol.h"
#include "text.h"

#define VMLINUX "vmlinux"

/**
 * struct listing - one kallsyms entry under the name of a symbol
 * @address: where
 * @symbol:  index of the symbol
 * @in_target: the target defines it
 * @in_scope: the symbol's @scope defines it
 */
struct listing {
	u64 address;
	u32 symbol;
	bool in_target;
	bool in_scope;
};

/**
 * struct lookup - kallsyms entries of all names of a table that matter
 * @ref: the table
 * @listings: sorted by symbol, then address
 * @n: number of @listings
 * @room: allocated
 * @by_name: symbols that kallsyms is asked for, sorted by name
 * @n_by_name: their number
 * @symbol: symbol that vmlinux is searched for
 * @failed: an allocation failed
 */
struct lookup {
	const struct hotsplice_ref *ref;
	struct listing *listings;
	u32 n;
	u32 room;
	u32 *by_name;
	u32 n_by_name;
	u32 symbol;
	bool failed;
};

static bool is_vmlinux(const char *name)
{
	return !strcmp(name, VMLINUX);
}

static int add(struct lookup *l, u32 symbol, const char *owner, u64 address)
{
	const struct hotsplice_symbol *s = &l->ref->symbols[symbol];

	if (l->n == l->room) {
		u32 room = l->room ? l->room * 2 : 256;
		struct listing *more = kvmalloc_array(room, sizeof(*more),
						      GFP_KERNEL);

		if (!more) {
			l->failed = true;
			return -ENOMEM;
		}
		if (l->n)
			memcpy(more, l->listings, l->n * sizeof(*more));
		kvfree(l->listings);
		l->listings = more;
		l->room = room;
	}
	l->listings[l->n++] = (struct listing) {
		.address = address,
		.symbol = symbol,
		.in_target = !strcmp(owner, l->ref->target),
		.in_scope = s->scope && !strcmp(owner, s->scope),
	};
	return 0;
}

static int found_in_kernel(void *data, unsigned long address)
{
	struct lookup *l = data;

	return add(l, l->symbol, VMLINUX, address);
}

static const char *name_at(const struct lookup *l, u32 index)
{
	return l->ref->symbols[l->by_name[index]].name;
}

static int found_in_module(void *data, const char *name, struct module *mod,
			   unsigned long address)
{
	struct lookup *l = data;
	u32 low = 0, high = l->n_by_name;
	int err;

	while (low < high) {
		u32 middle = low + (high - low) / 2;

		if (strcmp(name_at(l, middle), name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < l->n_by_name && !strcmp(name_at(l, low), name); low++) {
		err = add(l, l->by_name[low], mod->name, address);
		if (err)
			return err;
	}
	return 0;
}

/* Does matching ask kallsyms for this symbol? */
static bool is_asked(const struct hotsplice_symbol *s)
{
	return s->listed || s->kind != HOTSPLICE_SYM_RUN;
}

static int compare_names(const void *a, const void *b, const void *data)
{
	const struct lookup *l = data;

	return strcmp(l->ref->symbols[*(const u32 *)a].name,
		      l->ref->symbols[*(const u32 *)b].name);
}

static int compare_listings(const void *a, const void *b)
{
	const struct listing *x = a, *y = b;

	if (x->symbol != y->symbol)
		return x->symbol < y->symbol ? -1 : 1;
	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	return 0;
}

static void drop_twins(struct lookup *l)
{
	u32 from, to = 0;

	for (from = 0; from < l->n; from++)
		if (!to || compare_listings(&l->listings[to - 1],
					    &l->listings[from]))
			l->listings[to++] = l->listings[from];
	l->n = to;
}

static int lookup_fill(struct lookup *l)
{
	bool modules = !is_vmlinux(l->ref->target);
	u32 i;

	l->by_name = kvmalloc_array(l->ref->n_symbols + 1, sizeof(*l->by_name),
				    GFP_KERNEL);
	if (!l->by_name)
		return -ENOMEM;
	for (i = 0; i < l->ref->n_symbols; i++) {
		const struct hotsplice_symbol *s = &l->ref->symbols[i];

		if (!is_asked(s))
			continue;
		l->by_name[l->n_by_name++] = i;
		if (s->scope && !is_vmlinux(s->scope))
			modules = true;
		l->symbol = i;
		if (hs_each_kernel_symbol(s->name, found_in_kernel, l))
			return -ENOMEM;
	}
	if (modules) {
		sort_r(l->by_name, l->n_by_name, sizeof(*l->by_name),
		       compare_names, NULL, l);
		if (hs_each_module_symbol(found_in_module, l))
			return -ENOMEM;
	}
	sort(l->listings, l->n, sizeof(*l->listings), compare_listings, NULL);
	drop_twins(l);
	return 0;
}

/* Index of the first listing of @symbol at or above @address. */
static u32 first_listing(const struct lookup *l, u32 symbol, u64 address)
{
	const struct listing key = { .symbol = symbol, .address = address };
	u32 low = 0, high = l->n;

	while (low < high) {
		u32 middle = low + (high - low) / 2;

		if (compare_listings(&l->listings[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_listed(void *context, u32 symbol, u64 value)
{
	const struct lookup *l = context;
	u32 i = first_listing(l, symbol, value);

	return i < l->n && l->listings[i].symbol == symbol &&
	       l->listings[i].address == value;
}

static u32 named(void *context, u32 symbol, u64 *value)
{
	const struct lookup *l = context;
	u32 i = first_listing(l, symbol, 0), n = 0;

	for (; i < l->n && l->listings[i].symbol == symbol; i++) {
		if (!l->listings[i].in_scope)
			continue;
		*value = l->listings[i].address;
		n++;
	}
	return n;
}

static u32 fill_candidates(const struct lookup *l, struct hs_candidate *to)
{
	u32 n = 0, f, i;

	for (f = 0; f < l->ref->n_functions; f++) {
		u32 symbol = l->ref->functions[f].symbol;

		i = first_listing(l, symbol, 0);
		for (; i < l->n && l->listings[i].symbol == symbol; i++) {
			if (!l->listings[i].in_target)
				continue;
			if (to)
				to[n] = (struct hs_candidate) {
					.address = l->listings[i].address,
					.function = f,
				};
			n++;
		}
	}
	return n;
}

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

static int resolve(const struct hotsplice_ref *ref, struct lookup *lookup,
		   struct hs_resolver *r, u64 **values)
{
	enum hs_code code;
	u32 i;

	r->n_candidates = fill_candidates(lookup, NULL);
	r->candidates = kvcalloc(r->n_candidates + 1, sizeof(*r->candidates),
				 GFP_KERNEL);
	r->matched = kvzalloc(ref->n_functions + 1, GFP_KERNEL);
	*values = kvcalloc(ref->n_symbols + 1, sizeof(**values), GFP_KERNEL);
	if (!match_allocate(&r->match, ref, largest_function(ref)) ||
	    !r->candidates || !r->matched || !*values)
		return hs_refuse(HS_OUT_OF_MEMORY, NULL, "matching");
	fill_candidates(lookup, r->candidates);
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
	struct lookup lookup = { .ref = ref };
	struct hs_machine machine = {
		.context = &lookup,
		.is_listed = is_listed,
		.named = named,
	};
	struct hs_resolver r = {
		.match = { .machine = &machine },
	};
	int err;

	*values = NULL;
	hs_machine_init(&machine);
	err = lookup_fill(&lookup);
	if (err)
		err = hs_refuse(HS_OUT_OF_MEMORY, NULL, "kallsyms");
	else
		err = resolve(ref, &lookup, &r, values);
	if (err) {
		kvfree(*values);
		*values = NULL;
	}
	kvfree(r.candidates);
	kvfree(r.matched);
	match_free(&r.match);
	kvfree(lookup.listings);
	kvfree(lookup.by_name);
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
