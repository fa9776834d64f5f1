// SPDX-License-Identifier: GPL-2.0-only
/*
 * The life of updates and their parts, see update.h.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "compat.h"
#include "control.h"
#include "export.h"
#include "identity.h"
#include "refusal.h"
#include "register.h"
#include "symbol.h"
#include "table.h"
#include "transaction.h"
#include "update.h"

/* See update.h. */
DEFINE_MUTEX(hs_mutex);

/* Serialises modules that come and go, outside of hs_mutex. */
static DEFINE_MUTEX(registration);
static LIST_HEAD(updates);

struct hs_update *hs_update_find(const char *id)
{
	struct hs_update *update;

	list_for_each_entry(update, &updates, list)
		if (!strcmp(update->id, id))
			return update;
	return NULL;
}

static struct hs_part *find_part(struct hs_update *update, u32 number)
{
	struct hs_part *part;

	list_for_each_entry(part, &update->parts, list)
		if (part->ref->part == number)
			return part;
	return NULL;
}

const struct hotsplice_function *hs_part_function(const struct hs_part *part,
						  u32 symbol)
{
	u32 i;

	for (i = 0; i < part->ref->n_functions; i++)
		if (part->ref->functions[i].symbol == symbol)
			return &part->ref->functions[i];
	return NULL;
}

static bool in_module(void *context, const void *address, u64 length)
{
	return hs_is_module_data(context, address, length);
}

static bool in_module_text(void *context, const void *address)
{
	unsigned long start, end;

	hs_module_text(context, &start, &end);
	return (unsigned long)address >= start && (unsigned long)address < end;
}

static void tables_init(struct hs_tables *tables, struct module *mod)
{
	*tables = (struct hs_tables) {
		.context = mod,
		.is_data = in_module,
		.is_text = in_module_text,
	};
}

static int refuse_table(const struct hs_tables *tables)
{
	return hs_refuse(HS_BAD_TABLE, NULL, "%s %u", tables->problem,
			 tables->index);
}

/*
 * The module that calls is the one that holds the tables; from there on every
 * pointer must stay within it.
 */
static int check_caller(struct hs_tables *tables, const void *tables_at,
			u64 length, struct module *claimed)
{
	struct module *mod = hs_get_module_at((unsigned long)tables_at);
	bool good = mod && mod == claimed &&
		hs_is_module_data(mod, tables_at, length);

	/* It is in its init, so it does not go away. */
	module_put(mod);
	hs_refusal_begin("");
	if (!good)
		return hs_refuse(HS_BAD_TABLE, NULL, "place 0");
	tables_init(tables, mod);
	return 0;
}

static int hold_target(struct hs_part *part)
{
	if (!strcmp(part->ref->target, "vmlinux"))
		return 0;
	part->target = hs_get_module(part->ref->target);
	if (!part->target)
		return hs_refuse(HS_TARGET_NOT_LOADED, NULL,
				 "module '%s' is not loaded", part->ref->target);
	return 0;
}

static void part_free(struct hs_part *part)
{
	hs_exports_drop(part->ref);
	module_put(part->target);
	kvfree(part->values);
	kfree(part);
}

static int part_create(const struct hotsplice_ref *ref, struct hs_part **result)
{
	struct hs_part *part = kzalloc(sizeof(*part), GFP_KERNEL);
	int err;

	if (!part)
		return hs_refuse(HS_OUT_OF_MEMORY, NULL, "part");
	INIT_LIST_HEAD(&part->list);
	part->ref = ref;
	err = hold_target(part);
	if (!err)
		err = hs_symbols_find(ref, &part->values);
	if (!err)
		err = hs_exports_fill(ref, part->values);
	if (err)
		part_free(part);
	*result = part;
	return err;
}

static int update_create(const char *id, struct hs_update **result)
{
	struct hs_update *update = kzalloc(sizeof(*update), GFP_KERNEL);

	if (!update)
		return hs_refuse(HS_OUT_OF_MEMORY, NULL, "update");
	strscpy(update->id, id, sizeof(update->id));
	INIT_LIST_HEAD(&update->parts);
	init_completion(&update->released);
	list_add_tail(&update->list, &updates);
	*result = update;
	return 0;
}

/* Parts stay sorted by number: hooks run and files list them in this order. */
static void insert_part(struct hs_update *update, struct hs_part *new)
{
	struct hs_part *part;

	new->update = update;
	list_for_each_entry(part, &update->parts, list)
		if (part->ref->part > new->ref->part)
			break;
	list_add_tail(&new->list, &part->list);
}

/* Returns the part's update if no part is left of it; its files still are. */
static struct hs_update *remove_part(struct hs_part *part)
{
	struct hs_update *update = part->update;

	list_del(&part->list);
	part_free(part);
	if (!list_empty(&update->parts))
		return NULL;
	update->gone = true;
	list_del(&update->list);
	return update;
}

/* @created: the part's update if this is its first part. */
static int register_ref(const struct hotsplice_ref *ref,
			struct hs_update **created)
{
	struct hs_update *update = hs_update_find(ref->id);
	struct hs_part *part;
	int err;

	if (update && find_part(update, ref->part))
		return -EEXIST;
	err = hs_identity_check(ref->build_id);
	if (err)
		return err;
	err = part_create(ref, &part);
	if (err)
		return err;
	if (!update) {
		err = update_create(ref->id, &update);
		if (err) {
			part_free(part);
			return err;
		}
		*created = update;
	}
	insert_part(update, part);
	pr_info("'%s' part %u matches %s\n", update->id, ref->part, ref->target);
	return 0;
}

/*
 * Not under hs_mutex: where a file cannot be made, those that were made are
 * removed again, which waits for readers, and these wait for the mutex.
 */
static int add_files(struct hs_update *update, const struct hotsplice_ref *ref)
{
	int err = hs_control_add(update);

	if (!err)
		return 0;
	mutex_lock(&hs_mutex);
	hs_refusal_begin(update->id);
	err = hs_refuse(HS_OUT_OF_MEMORY, NULL, "sysfs: %d", err);
	remove_part(find_part(update, ref->part));
	mutex_unlock(&hs_mutex);
	kfree(update);
	return err;
}

int hs_ref_register(const struct hotsplice_ref *ref)
{
	struct hs_update *created = NULL;
	struct hs_tables tables;
	int err;

	mutex_lock(&registration);
	mutex_lock(&hs_mutex);
	err = check_caller(&tables, ref, sizeof(*ref), ref->mod);
	if (!err && !hs_ref_check(&tables, ref))
		err = refuse_table(&tables);
	if (!err) {
		hs_refusal_begin(ref->id);
		err = register_ref(ref, &created);
	}
	mutex_unlock(&hs_mutex);
	if (created)
		err = add_files(created, ref);
	mutex_unlock(&registration);
	return err;
}

static struct hs_part *find_part_of(const struct hotsplice_ref *ref)
{
	struct hs_update *update = hs_update_find(ref->id);
	struct hs_part *part = update ? find_part(update, ref->part) : NULL;

	return part && part->ref == ref ? part : NULL;
}

void hs_ref_unregister(const struct hotsplice_ref *ref)
{
	struct hs_update *update = NULL;
	struct hs_part *part;

	mutex_lock(&registration);
	mutex_lock(&hs_mutex);
	part = find_part_of(ref);
	/* The new module depends on the ref module, so it left before. */
	if (part && !WARN_ON_ONCE(part->new))
		update = remove_part(part);
	mutex_unlock(&hs_mutex);
	if (update) {
		hs_control_remove(update);
		kfree(update);
	}
	mutex_unlock(&registration);
}

static int attach(const struct hotsplice_update *new, struct hs_tables *tables)
{
	struct hs_update *update = hs_update_find(new->id);
	struct hs_part *part = update ? find_part(update, new->part) : NULL;
	u32 i;

	if (!part || part->new)
		return hs_refuse(HS_BAD_TABLE, NULL, part ?
				 "part %u is loaded already" :
				 "part %u has no ref module", new->part);
	if (!hs_update_check(tables, new, part->ref))
		return refuse_table(tables);
	for (i = 0; i < new->n_redirects; i++)
		if (!hs_part_function(part, new->redirects[i].symbol))
			return hs_refuse(HS_BAD_TABLE, NULL,
					 "redirect %u has no function", i);
	part->layers = kvcalloc(new->n_redirects + 1, sizeof(*part->layers),
				GFP_KERNEL);
	if (!part->layers)
		return hs_refuse(HS_OUT_OF_MEMORY, NULL, "redirects");
	for (i = 0; i < new->n_redirects; i++) {
		part->layers[i].id = update->id;
		part->layers[i].mod = new->mod;
		part->layers[i].replacement =
			(unsigned long)new->redirects[i].replacement;
	}
	part->new = new;
	return 0;
}

int hs_new_register(const struct hotsplice_update *new)
{
	struct hs_tables tables;
	int err;

	mutex_lock(&hs_mutex);
	err = check_caller(&tables, new, sizeof(*new), new->mod);
	if (!err && !hs_id_check(&tables, new->id))
		err = refuse_table(&tables);
	if (!err) {
		hs_refusal_begin(new->id);
		err = attach(new, &tables);
	}
	mutex_unlock(&hs_mutex);
	return err;
}

void hs_new_unregister(const struct hotsplice_update *new)
{
	struct hs_update *update;
	struct hs_part *part;

	mutex_lock(&hs_mutex);
	update = hs_update_find(new->id);
	part = update ? find_part(update, new->part) : NULL;
	/* It is held while applied, so it cannot leave then. */
	if (part && part->new == new && !WARN_ON_ONCE(part->applied)) {
		part->new = NULL;
		kvfree(part->layers);
		part->layers = NULL;
	}
	mutex_unlock(&hs_mutex);
}

static void lose(struct hs_part *part)
{
	u32 i;

	pr_info("'%s' part %u lost its target %s\n", part->update->id,
		part->ref->part, part->ref->target);
	module_put(part->target);
	part->target = NULL;
	part->lost = true;
	if (!part->applied)
		return;
	for (i = 0; i < part->new->n_redirects; i++)
		if (part->layers[i].place)
			hs_layer_remove(&part->layers[i]);
	part->applied = false;
	module_put(part->new->mod);
}

void hs_target_lost(const struct module *mod)
{
	struct hs_update *update;
	struct hs_part *part;

	mutex_lock(&hs_mutex);
	list_for_each_entry(update, &updates, list)
		list_for_each_entry(part, &update->parts, list)
			if (part->target == mod)
				lose(part);
	mutex_unlock(&hs_mutex);
}
