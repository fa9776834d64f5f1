// SPDX-License-Identifier: GPL-2.0-only
/*
 * Redirects, see redirect.h.
 *
 * Where a function begins with an fentry call the jump follows it, so ftrace,
 * kprobes on ftrace, BPF trampolines and livepatch keep working; they act on
 * the old function's entry, before the jump.
 *
 * Where no jump can follow it, ftrace itself leads to the new code (detour.h).
 *
 * A function without fentry is redirected at its entry.
 *
 * In the freeze only an NMI can still run code, on any CPU, the one that writes
 * included. It must not meet half of a jump, so the bytes are written as the
 * kernel does it (text_poke_bp_batch()): a breakpoint over the first, then the
 * rest, then the first, and every CPU serialises after each step. An NMI that
 * meets the breakpoint goes on in a replacement. So no jump is written where a
 * breakpoint cannot be: in noinstr, entry and kprobes code, and what
 * NOKPROBE_SYMBOL() names.
 */
#include <linux/kdebug.h>
#include <linux/kprobes.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/ptrace.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <asm/ibt.h>

#include "compat.h"
#include "detour.h"
#include "redirect.h"
#include "refusal.h"
#include "text.h"

#define BREAKPOINT 0xcc

static LIST_HEAD(places);
/* Places with a breakpoint, in a freeze. Read by NMIs. */
static struct hs_place *guarded;

struct hs_place *hs_place_find(unsigned long function)
{
	struct hs_place *place;

	list_for_each_entry(place, &places, list)
		if (place->function == function)
			return place;
	return NULL;
}

static unsigned long entry_after_endbr(unsigned long function)
{
#ifdef CONFIG_X86_KERNEL_IBT
	u32 word;

	if (!hs_data_read(function, &word, sizeof(word)) && is_endbr(word))
		return function + ENDBR_INSN_SIZE;
#endif
	return function;
}

static int make_detour(struct hs_place *place, const char *name)
{
	struct hs_detour *detour =
		hs_detour_create(place->site - HS_JUMP_LENGTH);

	if (PTR_ERR_OR_ZERO(detour) == -ENOMEM)
		return hs_refuse(HS_OUT_OF_MEMORY, name, "detour");
	if (IS_ERR(detour))
		return hs_refuse(HS_SITE_CONFLICT, name,
				 "no jump can be there, and ftrace refuses: %ld",
				 PTR_ERR(detour));
	place->detour = detour;
	return 0;
}

/* Where the jump goes, or why not. */
static int find_site(struct hs_place *place, const char *name, int fentry)
{
	unsigned long room = hs_symbol_size(place->function);

	if (fentry >= 0)
		place->site = place->function + fentry + HS_JUMP_LENGTH;
	else
		place->site = entry_after_endbr(place->function);
	if (hs_is_unsafe_code(place->function)) {
		if (fentry >= 0)
			return make_detour(place, name);
		return hs_refuse(HS_NO_FENTRY, name,
				 "no breakpoint can be in entry, noinstr and kprobes code");
	}
	if (!hs_jump_fits(place->site, place->function, room)) {
		if (fentry >= 0)
			return make_detour(place, name);
		return hs_refuse(HS_TOO_SMALL, name,
				 "%lu bytes up to the next symbol", room);
	}
	return 0;
}

static int find_conflict(struct hs_place *place, const char *name, int fentry)
{
	const char *what;

	hs_text_lock();
	what = hs_text_reserved(place->site, HS_JUMP_LENGTH);
	hs_text_unlock();
	if (what && fentry >= 0)
		return make_detour(place, name);
	if (what)
		return hs_refuse(HS_SITE_CONFLICT, name,
				 "a %s is where the redirect would be", what);
	return 0;
}

struct hs_place *hs_place_create(const char *name, unsigned long function,
				 int fentry)
{
	struct hs_place *place = kzalloc(sizeof(*place), GFP_KERNEL);
	int err;

	if (!place)
		return ERR_PTR(hs_refuse(HS_OUT_OF_MEMORY, name, "redirect"));
	INIT_LIST_HEAD(&place->list);
	INIT_LIST_HEAD(&place->layers);
	strscpy(place->name, name, sizeof(place->name));
	place->function = function;
	err = find_site(place, name, fentry);
	if (!err && !place->detour)
		err = find_conflict(place, name, fentry);
	if (!err && !place->detour &&
	    hs_data_read(place->site, place->original, HS_JUMP_LENGTH))
		err = hs_refuse(HS_TEXT_CHANGED, name, "it is gone");
	if (err) {
		hs_place_free(place);
		return ERR_PTR(err);
	}
	return place;
}

void hs_place_free(struct hs_place *place)
{
	hs_place_unmap(place);
	hs_detour_free(place->detour);
	kfree(place);
}

struct hs_layer *hs_place_staying(struct hs_place *place)
{
	struct hs_layer *layer;

	list_for_each_entry(layer, &place->layers, list)
		if (!layer->leaving)
			return layer;
	return NULL;
}

static bool make_bytes(const struct hs_place *place,
		       const struct hs_layer *layer, u8 *bytes)
{
	if (layer)
		return hs_jump_make(bytes, place->site, layer->replacement);
	memcpy(bytes, place->original, HS_JUMP_LENGTH);
	return true;
}

bool hs_place_plan(struct hs_place *place, const struct hs_layer *layer)
{
	const struct hs_layer *top =
		list_first_entry_or_null(&place->layers, struct hs_layer, list);

	if (place->detour) {
		place->target = top ? top->replacement : 0;
		place->next_target = layer ? layer->replacement : 0;
		return true;
	}
	/* A place that changes has a redirect before or after. */
	place->resume = (layer ?: top)->replacement;
	return make_bytes(place, top, place->now) &&
	       make_bytes(place, layer, place->next);
}

static struct page *page_at(unsigned long address)
{
	if (hs_is_module_address(address))
		return vmalloc_to_page((void *)address);
	return virt_to_page((void *)address);
}

/*
 * Code is mapped read-only; a second mapping of its pages is written instead.
 * It needs no lock of the kernel and no text_poke(), and is made where it may
 * still fail.
 */
int hs_place_map(struct hs_place *place)
{
	unsigned long first = place->site & PAGE_MASK;
	struct page *pages[2];
	u32 n = offset_in_page(place->site) + HS_JUMP_LENGTH > PAGE_SIZE ? 2 : 1;
	u32 i;

	if (place->detour)
		return 0;
	for (i = 0; i < n; i++) {
		pages[i] = page_at(first + i * PAGE_SIZE);
		if (!pages[i])
			return -EFAULT;
	}
	place->mapping = vmap(pages, n, VM_MAP, PAGE_KERNEL);
	if (!place->mapping)
		return -ENOMEM;
	place->alias = place->mapping + offset_in_page(place->site);
	return 0;
}

void hs_place_unmap(struct hs_place *place)
{
	vunmap(place->mapping);
	place->mapping = NULL;
	place->alias = NULL;
}

int hs_place_check(const struct hs_place *place, const char **problem)
{
	u32 i;

	if (place->detour) {
		if (hs_detour_works(place->detour) &&
		    hs_detour_target(place->detour) == place->target)
			return 0;
		*problem = "ftrace does not call its detour any more";
		return -ESTALE;
	}
	for (i = 0; i < HS_JUMP_LENGTH; i++) {
		if (hs_kprobe_at(place->site + i)) {
			*problem = "a kprobe is where the redirect is or would be";
			return -EADDRINUSE;
		}
	}
	if (memcmp((void *)place->site, place->now, HS_JUMP_LENGTH)) {
		*problem = "its first bytes are not what they were";
		return -ESTALE;
	}
	return 0;
}

static int on_breakpoint(struct notifier_block *block, unsigned long event,
			 void *data)
{
	struct die_args *die = data;
	const struct hs_place *place = READ_ONCE(guarded);

	if (event != DIE_INT3 || user_mode(die->regs))
		return NOTIFY_DONE;
	for (; place; place = place->guarded) {
		if (place->site != die->regs->ip - 1)
			continue;
		die->regs->ip = place->resume;
		return NOTIFY_STOP;
	}
	return NOTIFY_DONE;
}

NOKPROBE_SYMBOL(on_breakpoint);

static struct notifier_block breakpoint_notifier = {
	.notifier_call = on_breakpoint,
	.priority = INT_MAX,
};

int hs_redirect_init(void)
{
	return register_die_notifier(&breakpoint_notifier);
}

void hs_redirect_exit(void)
{
	unregister_die_notifier(&breakpoint_notifier);
}

void hs_place_guard(struct hs_place *place)
{
	if (place->detour)
		return;
	place->guarded = guarded;
	/* The handler knows the place before the breakpoint is there. */
	smp_store_release(&guarded, place);
	WRITE_ONCE(place->alias[0], BREAKPOINT);
}

void hs_place_write_rest(struct hs_place *place)
{
	u32 i;

	if (place->detour)
		return;
	for (i = 1; i < HS_JUMP_LENGTH; i++)
		WRITE_ONCE(place->alias[i], place->next[i]);
}

void hs_place_write_first(struct hs_place *place)
{
	if (place->detour)
		hs_detour_set(place->detour, place->next_target);
	else
		WRITE_ONCE(place->alias[0], place->next[0]);
}

void hs_places_unguard(void)
{
	WRITE_ONCE(guarded, NULL);
}

void hs_layer_push(struct hs_layer *layer)
{
	struct hs_place *place = layer->place;

	layer->leaving = false;
	if (list_empty(&place->layers))
		list_add(&place->list, &places);
	list_add(&layer->list, &place->layers);
}

void hs_layer_remove(struct hs_layer *layer)
{
	struct hs_place *place = layer->place;

	list_del(&layer->list);
	layer->place = NULL;
	layer->leaving = false;
	if (list_empty(&place->layers)) {
		list_del(&place->list);
		hs_place_free(place);
	}
}

void hs_undo_redirects(u8 *code, unsigned long address, unsigned long length)
{
	struct hs_place *place;
	u32 i;

	list_for_each_entry(place, &places, list) {
		if (place->detour)
			continue;
		for (i = 0; i < HS_JUMP_LENGTH; i++)
			if (place->site + i >= address &&
			    place->site + i - address < length)
				code[place->site + i - address] =
					place->original[i];
	}
}
