// SPDX-License-Identifier: GPL-2.0-only
/*
 * Plans, see plan.h.
 */
#include <linux/err.h>
#include <linux/kallsyms.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "compat.h"
#include "plan.h"
#include "refusal.h"
#include "symbol.h"

/* An old function, and the replacement in force with its cold part. */
#define RANGES_PER_REDIRECT 3
#define ENDBR_LENGTH 4

static struct hs_touched *find(struct hs_plan *plan, unsigned long function)
{
	u32 i;

	for (i = 0; i < plan->n_touched; i++)
		if (plan->touched[i].place->function == function)
			return &plan->touched[i];
	return NULL;
}

static struct hs_touched *touch(struct hs_plan *plan, struct hs_place *place)
{
	struct hs_touched *touched = &plan->touched[plan->n_touched++];

	touched->place = place;
	return touched;
}

static void forbid(struct hs_plan *plan, unsigned long start,
		   unsigned long size)
{
	plan->ranges[plan->n_ranges++] = (struct hs_range) {
		.start = start,
		.end = start + size,
	};
}

/* Code of an earlier update that a new layer puts out of force. */
static void add_replacement(struct hs_plan *plan, const struct hs_layer *layer)
{
	char name[KSYM_SYMBOL_LEN];
	unsigned long cold, offset;

	forbid(plan, layer->replacement, hs_symbol_size(layer->replacement));
	hs_symbol_name(layer->replacement, name, &offset);
	/* "name [module]" */
	strreplace(name, ' ', '\0');
	if (strlcat(name, ".cold", sizeof(name)) >= sizeof(name))
		return;
	cold = hs_module_symbol(layer->mod, name);
	if (cold)
		forbid(plan, cold, hs_symbol_size(cold));
}

/* Offset of the fentry call in a function's tables, -1 if it has none. */
static int fentry_of(const struct hotsplice_function *f)
{
	u32 i;

	/* It comes first, or after an ENDBR, which may be a site of its own. */
	for (i = 0; i < f->n_sites && f->sites[i].offset <= ENDBR_LENGTH; i++)
		if (f->sites[i].kind == HOTSPLICE_SITE_FENTRY)
			return f->sites[i].offset;
	return -1;
}

static struct hs_place *fresh_place(const struct hotsplice_function *f,
				    unsigned long function)
{
	if (hs_is_livepatched(function))
		return ERR_PTR(hs_refuse(HS_SITE_CONFLICT, f->name,
					 "a livepatch redirects it already"));
	return hs_place_create(f->name, function, fentry_of(f));
}

static int add_redirect(struct hs_plan *plan, struct hs_part *part, u32 index)
{
	const struct hotsplice_redirect *redirect = &part->new->redirects[index];
	const struct hotsplice_function *f =
		hs_part_function(part, redirect->symbol);
	unsigned long function = part->values[redirect->symbol];
	struct hs_layer *layer = &part->layers[index];
	struct hs_touched *touched;
	struct hs_place *place;
	int err = hs_symbols_recheck(part->ref, part->values, f);

	if (err)
		return err;
	forbid(plan, function, f->size);
	if (!redirect->replacement)
		return 0;
	touched = find(plan, function);
	if (!touched) {
		place = hs_place_find(function);
		if (place) {
			touched = touch(plan, place);
		} else {
			place = fresh_place(f, function);
			if (IS_ERR(place))
				return PTR_ERR(place);
			touched = touch(plan, place);
			touched->fresh = true;
		}
	}
	if (touched->layer)
		return hs_refuse(HS_BAD_TABLE, f->name,
				 "two parts redirect it");
	if (!touched->fresh && hs_place_staying(touched->place))
		add_replacement(plan, hs_place_staying(touched->place));
	touched->layer = layer;
	layer->place = touched->place;
	return 0;
}

static int add_part(struct hs_plan *plan, struct hs_part *part)
{
	u32 i;
	int err = 0;

	for (i = 0; i < part->new->n_redirects && !err; i++)
		err = add_redirect(plan, part, i);
	return err;
}

static void remove_part(struct hs_plan *plan, struct hs_part *part)
{
	unsigned long start, end;
	u32 i;

	for (i = 0; i < part->new->n_redirects; i++) {
		struct hs_layer *layer = &part->layers[i];

		if (!layer->place)
			continue;
		layer->leaving = true;
		/* Who is on the way through a detour is still in the old one. */
		if (layer->place->detour)
			forbid(plan, layer->place->function,
			       hs_symbol_size(layer->place->function));
		if (!find(plan, layer->place->function))
			touch(plan, layer->place);
	}
	/* All its code: it may be unloaded afterwards. */
	hs_module_text(part->new->mod, &start, &end);
	forbid(plan, start, end - start);
}

/* What stays must not stand on what leaves. */
static int check_stacking(struct hs_plan *plan)
{
	u32 i;

	for (i = 0; i < plan->n_touched; i++) {
		struct hs_place *place = plan->touched[i].place;
		const struct hs_layer *layer, *staying = NULL;

		list_for_each_entry(layer, &place->layers, list) {
			if (!layer->leaving) {
				staying = layer;
				continue;
			}
			if (!staying)
				continue;
			return hs_refuse(HS_STACKED, place->name,
					 "%s stands on %s", staying->id,
					 layer->id);
		}
	}
	return 0;
}

static int finish_places(struct hs_plan *plan)
{
	u32 i;

	for (i = 0; i < plan->n_touched; i++) {
		struct hs_touched *touched = &plan->touched[i];
		struct hs_place *place = touched->place;
		int err;

		if (!hs_place_plan(place, touched->layer ?:
				   hs_place_staying(place)))
			return hs_refuse(HS_OUT_OF_REACH, place->name,
					 "redirect");
		err = hs_place_map(place);
		if (err)
			return hs_refuse(HS_OUT_OF_MEMORY, place->name,
					 "mapping its code: %d", err);
	}
	return 0;
}

static int allocate(struct hs_plan *plan, struct hs_transaction *t)
{
	u32 redirects = 0, parts = 0;
	struct hs_part *part;

	list_for_each_entry(part, &t->adds, moving)
		redirects += part->new->n_redirects;
	list_for_each_entry(part, &t->removes, moving) {
		redirects += part->new->n_redirects;
		parts++;
	}
	plan->touched = kvcalloc(redirects + 1, sizeof(*plan->touched),
				 GFP_KERNEL);
	plan->ranges = kvcalloc(redirects * RANGES_PER_REDIRECT + parts + 1,
				sizeof(*plan->ranges), GFP_KERNEL);
	if (!plan->touched || !plan->ranges)
		return hs_refuse(HS_OUT_OF_MEMORY, NULL, "plan");
	return 0;
}

int hs_plan_make(struct hs_plan *plan, struct hs_transaction *t)
{
	struct hs_part *part;
	int err = allocate(plan, t);

	if (err)
		return err;
	list_for_each_entry(part, &t->removes, moving)
		remove_part(plan, part);
	err = check_stacking(plan);
	if (err)
		return err;
	list_for_each_entry(part, &t->adds, moving) {
		err = add_part(plan, part);
		if (err)
			return err;
	}
	plan->n_ranges = hs_ranges_sort(plan->ranges, plan->n_ranges);
	return finish_places(plan);
}

/* Layers that were to leave, and did not. */
static void keep_layers(struct hs_place *place)
{
	struct hs_layer *layer;

	list_for_each_entry(layer, &place->layers, list)
		layer->leaving = false;
}

void hs_plan_finish(struct hs_plan *plan, bool committed)
{
	u32 i;

	for (i = 0; i < plan->n_touched; i++) {
		struct hs_touched *touched = &plan->touched[i];

		hs_place_unmap(touched->place);
		if (committed) {
			if (touched->layer)
				hs_layer_push(touched->layer);
			continue;
		}
		keep_layers(touched->place);
		if (touched->layer)
			touched->layer->place = NULL;
		if (touched->fresh)
			hs_place_free(touched->place);
	}
	kvfree(plan->touched);
	kvfree(plan->ranges);
}
