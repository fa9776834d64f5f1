/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Dynamic exports: the ref module's table of exports gets the addresses that
 * matching found, before the new module is relocated against it.
 */
#ifndef _HS_EXPORT_H
#define _HS_EXPORT_H

#include <hotsplice/update.h>

/*
 * Fills in the exports of @ref from @values. Copies of static keys that it
 * makes belong to @ref until hs_exports_drop().
 */
int hs_exports_fill(const struct hotsplice_ref *ref, const u64 *values);
void hs_exports_drop(const struct hotsplice_ref *ref);

#endif /* _HS_EXPORT_H */
