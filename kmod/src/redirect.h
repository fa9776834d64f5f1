/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Redirects: the jumps that stand in old functions, and the stacks of them.
 *
 * A place is a function of run code with the five bytes that a redirect takes
 * up. Each update that replaces the function has a layer there; the newest is
 * in force. Everything here is under the mutex of update.c, apart from what
 * is said to run in the freeze.
 */
#ifndef _HS_REDIRECT_H
#define _HS_REDIRECT_H

#include <linux/list.h>
#include <linux/types.h>

#include "jump.h"

struct module;
struct hs_detour;

/**
 * struct hs_place - a function that carries redirects
 * @list:     in the list of all places, while @layers is not empty
 * @name:     of the function, for messages
 * @function: address of its entry
 * @site:     address of the bytes that a redirect replaces
 * @layers:   struct hs_layer, newest first
 * @original: bytes without any redirect
 * @now:      bytes that must stand there when the freeze commits
 * @next:     bytes that the freeze writes
 * @resume:   where an NMI goes on that meets the breakpoint there: a
 *            replacement that is in force before or after
 * @guarded:  next in the list of places with a breakpoint
 * @mapping:  writable pages with the site, during a transaction
 * @alias:    the site within @mapping
 * @detour:   how the function is redirected where no jump can be; else NULL
 * @target:   with a detour: what must be its target when the freeze commits
 * @next_target: with a detour: the target that the freeze sets
 */
struct hs_place {
	struct list_head list;
	char name[128];
	unsigned long function;
	unsigned long site;
	struct list_head layers;
	u8 original[HS_JUMP_LENGTH];
	u8 now[HS_JUMP_LENGTH];
	u8 next[HS_JUMP_LENGTH];
	unsigned long resume;
	struct hs_place *guarded;
	void *mapping;
	u8 *alias;
	struct hs_detour *detour;
	unsigned long target;
	unsigned long next_target;
};

/**
 * struct hs_layer - one update's redirect of a function
 * @list:        in the place's @layers, while applied
 * @place:       where
 * @id:          the update it belongs to
 * @mod:         the module with the replacement
 * @replacement: entry of the new code
 * @leaving:     the transaction takes it away
 */
struct hs_layer {
	struct list_head list;
	struct hs_place *place;
	const char *id;
	struct module *mod;
	unsigned long replacement;
	bool leaving;
};

/* The place of a function that carries redirects already, or NULL. */
struct hs_place *hs_place_find(unsigned long function);

/*
 * A new place, not in the list of all. @fentry: offset of the five bytes of
 * the fentry call, or -1. Refuses where a redirect would not be safe.
 */
struct hs_place *hs_place_create(const char *name, unsigned long function,
				 int fentry);
void hs_place_free(struct hs_place *place);

/* The layer in force without those that leave, or NULL. */
struct hs_layer *hs_place_staying(struct hs_place *place);

/*
 * Sets @now and @next; @layer is what will be in force, NULL for none. False
 * where a jump cannot reach it.
 */
bool hs_place_plan(struct hs_place *place, const struct hs_layer *layer);
/* Makes and drops the writable mapping. */
int hs_place_map(struct hs_place *place);
void hs_place_unmap(struct hs_place *place);

/* In the freeze: may @next be written? 0, or the refusal's error. */
int hs_place_check(const struct hs_place *place, const char **problem);
/*
 * In the freeze: write @next, in this order. Each step is done for all places,
 * and between two steps every CPU drops what it decoded.
 */
void hs_place_guard(struct hs_place *place);
void hs_place_write_rest(struct hs_place *place);
void hs_place_write_first(struct hs_place *place);
/* After the freeze. */
void hs_places_unguard(void);

/* After the freeze: the lists follow what was written. */
void hs_layer_push(struct hs_layer *layer);
/* Frees the place if this was its last layer. */
void hs_layer_remove(struct hs_layer *layer);

int hs_redirect_init(void);
void hs_redirect_exit(void);

/* Puts the original bytes into @code, a copy of @length bytes at @address. */
void hs_undo_redirects(u8 *code, unsigned long address, unsigned long length);

#endif /* _HS_REDIRECT_H */
