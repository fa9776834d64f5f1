// SPDX-License-Identifier: GPL-2.0-only
/*
 * Stands for the core while an update's modules are built: gives its exports,
 * with the checksums of their types, to modpost. It is never loaded.
 *
 * No type of the kernel is complete before the exports, as in the core's own
 * src/abi.c: so the checksums are of hotsplice/update.h alone.
 */
#include <linux/export.h>
#include <hotsplice/update.h>

int hotsplice_ref_register(const struct hotsplice_ref *ref)
{
	return 0;
}
EXPORT_SYMBOL_GPL(hotsplice_ref_register);

void hotsplice_ref_unregister(const struct hotsplice_ref *ref)
{
}
EXPORT_SYMBOL_GPL(hotsplice_ref_unregister);

int hotsplice_update_register(const struct hotsplice_update *update)
{
	return 0;
}
EXPORT_SYMBOL_GPL(hotsplice_update_register);

void hotsplice_update_unregister(const struct hotsplice_update *update)
{
}
EXPORT_SYMBOL_GPL(hotsplice_update_unregister);

#include <linux/module.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Hotsplice core, as far as modpost needs it");
