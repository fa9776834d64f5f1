// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the modules of updates call. A file of its own, in which no type of the
 * kernel is complete: with MODVERSIONS each function has a checksum of all
 * that its types expand to, and here that is hotsplice/update.h alone. So the
 * checksums are those in abi.symvers for every kernel, and an update can be
 * built where the core is not.
 */
#include <linux/export.h>
#include <hotsplice/update.h>

#include "register.h"

int hotsplice_ref_register(const struct hotsplice_ref *ref)
{
	return hs_ref_register(ref);
}
EXPORT_SYMBOL_GPL(hotsplice_ref_register);

void hotsplice_ref_unregister(const struct hotsplice_ref *ref)
{
	hs_ref_unregister(ref);
}
EXPORT_SYMBOL_GPL(hotsplice_ref_unregister);

int hotsplice_update_register(const struct hotsplice_update *update)
{
	return hs_new_register(update);
}
EXPORT_SYMBOL_GPL(hotsplice_update_register);

void hotsplice_update_unregister(const struct hotsplice_update *update)
{
	hs_new_unregister(update);
}
EXPORT_SYMBOL_GPL(hotsplice_update_unregister);
