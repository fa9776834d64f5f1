// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entries of kallsyms, see listing.h.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/string.h>

#include "compat.h"
#include "listing.h"

#define VMLINUX "vmlinux"

static bool is_vmlinux(const char *name)
{
	return !strcmp(name, VMLINUX);
}

static bool is_in(const char *owner, u64 address)
{
	if (is_vmlinux(owner))
		return !hs_is_module_address(address);
	return hs_is_owner(owner, address);
}

static int add(struct hs_listings *l, u32 symbol, u64 address)
{
	const struct hotsplice_symbol *s = &l->ref->symbols[symbol];

	if (l->n == l->room) {
		u32 room = l->room ? l->room * 2 : 256;
		struct hs_listing *more = kvmalloc_array(room, sizeof(*more),
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
	l->listings[l->n++] = (struct hs_listing) {
		.address = address,
		.symbol = symbol,
		.in_target = is_in(l->ref->target, address),
		.in_scope = s->scope && is_in(s->scope, address),
	};
	return 0;
}

static int found_in_kernel(void *data, unsigned long address)
{
	struct hs_listings *l = data;

	return add(l, l->symbol, address);
}

static const char *name_at(const struct hs_listings *l, u32 index)
{
	return l->ref->symbols[l->by_name[index]].name;
}

static int found_in_module(void *data, const char *name,
			   unsigned long address)
{
	struct hs_listings *l = data;
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
		err = add(l, l->by_name[low], address);
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
	const struct hs_listings *l = data;

	return strcmp(l->ref->symbols[*(const u32 *)a].name,
		      l->ref->symbols[*(const u32 *)b].name);
}

static int compare_listings(const void *a, const void *b)
{
	const struct hs_listing *x = a, *y = b;

	if (x->symbol != y->symbol)
		return x->symbol < y->symbol ? -1 : 1;
	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	return 0;
}

static void drop_twins(struct hs_listings *l)
{
	u32 from, to = 0;

	for (from = 0; from < l->n; from++)
		if (!to || compare_listings(&l->listings[to - 1],
					    &l->listings[from]))
			l->listings[to++] = l->listings[from];
	l->n = to;
}

int hs_listings_fill(struct hs_listings *l)
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
static u32 first_listing(const struct hs_listings *l, u32 symbol, u64 address)
{
	const struct hs_listing key = { .symbol = symbol, .address = address };
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

bool hs_is_listed(void *context, u32 symbol, u64 value)
{
	const struct hs_listings *l = context;
	u32 i = first_listing(l, symbol, value);

	return i < l->n && l->listings[i].symbol == symbol &&
	       l->listings[i].address == value;
}

u32 hs_named(void *context, u32 symbol, u64 *value)
{
	const struct hs_listings *l = context;
	u32 i = first_listing(l, symbol, 0), n = 0;

	for (; i < l->n && l->listings[i].symbol == symbol; i++) {
		if (!l->listings[i].in_scope)
			continue;
		*value = l->listings[i].address;
		n++;
	}
	return n;
}

u32 hs_listings_candidates(const struct hs_listings *l, struct hs_candidate *to)
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

void hs_listings_free(struct hs_listings *l)
{
	kvfree(l->listings);
	kvfree(l->by_name);
}
