// SPDX-License-Identifier: GPL-2.0-only
/*
 * Dynamic exports, see export.h.
 */
#include <linux/jump_label.h>
#include <linux/module.h>
#include <linux/string.h>
#include <asm/pgtable.h>

#include "compat.h"
#include "export.h"
#include "refusal.h"

/*
 * The loader writes to the key of each jump label of a module (6.1
 * jump_label_add_module), which faults for a key that became read-only after
 * init. Such a key never changes again, so a copy serves as well. Copies lie
 * in this module because an export reaches 2 GB only. Under the mutex of
 * update.c.
 */
static struct {
	const struct hotsplice_ref *owner;
	struct static_key key;
} copies[256];

static bool is_writable(unsigned long address)
{
	unsigned int level;
	pte_t *pte = lookup_address(address, &level);

	return pte && (pte_flags(*pte) & _PAGE_RW);
}

static struct static_key *copy_key(const struct hotsplice_ref *ref,
				   const struct static_key *key)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(copies); i++) {
		struct static_key *copy = &copies[i].key;

		if (copies[i].owner)
			continue;
		copies[i].owner = ref;
		memset(copy, 0, sizeof(*copy));
		atomic_set(&copy->enabled, atomic_read(&key->enabled));
		/* Its own list of jump entries is empty. */
		copy->type = key->type & JUMP_TYPE_TRUE;
		return copy;
	}
	return NULL;
}

static const char *name_of(const struct hs_export_entry *entry)
{
	return (const char *)&entry->name_offset + entry->name_offset;
}

/* The loader keeps the entries sorted, and searches them the same way. */
static struct hs_export_entry *find_entry(struct module *mod, const char *name)
{
	u32 low = 0, high;
	struct hs_export_entry *entries = hs_module_exports(mod, &high);

	while (low < high) {
		u32 middle = low + (high - low) / 2;
		int order = strcmp(name, name_of(&entries[middle]));

		if (!order)
			return &entries[middle];
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static int fill(const struct hotsplice_ref *ref,
		const struct hotsplice_export *export, u64 value)
{
	const char *symbol = ref->symbols[export->symbol].name;
	struct hs_export_entry *entry = find_entry(ref->mod, export->name);
	s64 distance;

	if (!entry || !is_writable((unsigned long)entry))
		return hs_refuse(HS_BAD_TABLE, symbol, "'%s' is no export",
				 export->name);
	if (export->static_key && !is_writable(value)) {
		value = (unsigned long)copy_key(ref, (void *)value);
		if (!value)
			return hs_refuse(HS_OUT_OF_MEMORY, symbol,
					 "too many read-only static keys");
	}
	/* Offsets into per-CPU data wrap around, and so does the sum. */
	distance = value - (unsigned long)&entry->value_offset;
	entry->value_offset = distance;
	if ((unsigned long)offset_to_ptr(&entry->value_offset) != value)
		return hs_refuse(HS_OUT_OF_REACH, symbol,
				 "%#llx is too far from its export", value);
	return 0;
}

int hs_exports_fill(const struct hotsplice_ref *ref, const u64 *values)
{
	int err = 0;
	u32 i;

	for (i = 0; i < ref->n_exports && !err; i++)
		err = fill(ref, &ref->exports[i], values[ref->exports[i].symbol]);
	if (err)
		hs_exports_drop(ref);
	return err;
}

void hs_exports_drop(const struct hotsplice_ref *ref)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(copies); i++)
		if (copies[i].owner == ref)
			copies[i].owner = NULL;
}
