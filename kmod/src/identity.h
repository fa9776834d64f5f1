/* SPDX-License-Identifier: GPL-2.0-only */
/* Which kernel this is. */
#ifndef _HS_IDENTITY_H
#define _HS_IDENTITY_H

#include <linux/types.h>

/* Refuses a @build_id, of 20 bytes, that is not the running kernel's. */
int hs_identity_check(const u8 *build_id);

#endif /* _HS_IDENTITY_H */
