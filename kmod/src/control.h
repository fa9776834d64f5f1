/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * /sys/kernel/hotsplice, see docs/abi.md.
 */
#ifndef _HS_CONTROL_H
#define _HS_CONTROL_H

struct hs_update;

int hs_control_init(void);
void hs_control_exit(void);

/* Makes the update's directory; it must be complete. Not under hs_mutex. */
int hs_control_add(struct hs_update *update);
/* Removes it, and returns when nobody reads in it any more. */
void hs_control_remove(struct hs_update *update);

#endif /* _HS_CONTROL_H */
