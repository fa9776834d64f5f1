/* SPDX-License-Identifier: GPL-2.0-only */
/* Modules of updates that come and go; see hotsplice/update.h. */
#ifndef _HS_REGISTER_H
#define _HS_REGISTER_H

struct hotsplice_ref;
struct hotsplice_update;

int hs_ref_register(const struct hotsplice_ref *ref);
void hs_ref_unregister(const struct hotsplice_ref *ref);
int hs_new_register(const struct hotsplice_update *new);
void hs_new_unregister(const struct hotsplice_update *new);

#endif /* _HS_REGISTER_H */
