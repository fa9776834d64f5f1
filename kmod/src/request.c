// SPDX-License-Identifier: GPL-2.0-only
/*
 * What user space writes to an update's control file.
 */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "refusal.h"
#include "transaction.h"

#define WITH "with="
#define REPLACE "replace="

static void transaction_init(struct hs_transaction *t, struct hs_update *update)
{
	t->update = update;
	INIT_LIST_HEAD(&t->adds);
	INIT_LIST_HEAD(&t->removes);
}

/* Takes the parts that are applied. */
static void take_applied(struct hs_transaction *t, struct hs_update *update)
{
	struct hs_part *part;

	list_for_each_entry(part, &update->parts, list)
		if (part->applied)
			list_add_tail(&part->moving, &t->removes);
}

/*
 * Takes the parts that are not applied; all must be loaded. One that is lost is
 * passed over where there are others: it can only be unloaded.
 */
static int take_loaded(struct hs_transaction *t, struct hs_update *update)
{
	const struct hs_part *lost = NULL;
	struct hs_part *part;
	int err = -EALREADY;

	list_for_each_entry(part, &update->parts, list) {
		if (part->lost)
			lost = part;
		if (part->applied || part->lost)
			continue;
		if (!part->new)
			return -EUNATCH;
		list_add_tail(&part->moving, &t->adds);
		err = 0;
	}
	if (err && lost)
		return hs_refuse(HS_TARGET_NOT_LOADED, NULL,
				 "part %u lost its target '%s'",
				 lost->ref->part, lost->ref->target);
	return err;
}

static bool is_among(const struct list_head *parts,
		     const struct hs_update *update)
{
	const struct hs_part *part;

	list_for_each_entry(part, parts, moving)
		if (part->update == update)
			return true;
	return false;
}

/* @ids: of updates to apply as well, separated by commas; consumed. */
static int take_others(struct hs_transaction *t, char *ids)
{
	char *id;

	while ((id = strsep(&ids, ","))) {
		struct hs_update *update = hs_update_find(id);
		int err;

		if (!update)
			return -ENOENT;
		if (is_among(&t->adds, update))
			return -EINVAL;
		err = take_loaded(t, update);
		if (err)
			return err;
	}
	return 0;
}

/* @ids: separated by commas; consumed. */
static int take_replaced(struct hs_transaction *t, char *ids)
{
	char *id;

	while ((id = strsep(&ids, ","))) {
		struct hs_update *update = hs_update_find(id);

		if (!update)
			return -ENOENT;
		if (is_among(&t->adds, update) || is_among(&t->removes, update))
			return -EINVAL;
		take_applied(t, update);
	}
	return 0;
}

/* @words: NULL or what follows "apply"; consumed. */
static int apply(struct hs_transaction *t, char *words)
{
	char *others = NULL, *replaced = NULL, *word;
	int err;

	while ((word = strsep(&words, " "))) {
		if (!others && strstarts(word, WITH))
			others = word + strlen(WITH);
		else if (!replaced && strstarts(word, REPLACE))
			replaced = word + strlen(REPLACE);
		else
			return -EINVAL;
	}
	err = take_loaded(t, t->update);
	if (!err && others)
		err = take_others(t, others);
	if (!err && replaced)
		err = take_replaced(t, replaced);
	return err ?: hs_transaction_run(t);
}

static int reverse(struct hs_transaction *t)
{
	take_applied(t, t->update);
	if (list_empty(&t->removes))
		return -EALREADY;
	return hs_transaction_run(t);
}

/*
 * @words: consumed. Of a longer write than a page the kernel hands over the
 * first page, so what fills it may be cut off.
 */
static int obey(struct hs_update *update, char *words)
{
	struct hs_transaction t;
	char *word;

	if (strlen(words) >= PAGE_SIZE)
		return -E2BIG;
	words = strim(words);
	word = strsep(&words, " ");
	transaction_init(&t, update);
	if (!strcmp(word, "reverse") && !words)
		return reverse(&t);
	return strcmp(word, "apply") ? -EINVAL : apply(&t, words);
}

int hs_update_control(struct hs_update *update, const char *words)
{
	char *copy = kstrdup(words, GFP_KERNEL);
	int err;

	if (!copy)
		return -ENOMEM;
	err = mutex_lock_killable(&hs_mutex);
	if (!err) {
		if (update->gone) {
			err = -ENODEV;
		} else {
			hs_refusal_begin(update->id);
			err = obey(update, copy);
		}
		mutex_unlock(&hs_mutex);
	}
	kfree(copy);
	return err;
}
