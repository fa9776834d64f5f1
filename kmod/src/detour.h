/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Detours: redirects by way of ftrace, for functions with an fentry call where
 * no jump can follow it, because the kernel itself changes code there (jump
 * labels, static calls) or the function is too short for one.
 *
 * ftrace calls us at each entry of the function from before the freeze until
 * after the reversal; only the target is set in the freeze, with all jumps of
 * the update.
 */
#ifndef _HS_DETOUR_H
#define _HS_DETOUR_H

#include <linux/types.h>

struct hs_detour;

/*
 * Has ftrace call us at the fentry call at @ip; the function still runs as
 * before. May sleep. -EBUSY if a livepatch has the function, or tracing is
 * switched off.
 */
struct hs_detour *hs_detour_create(unsigned long ip);
/* Waits until nobody is on the way any more; @detour has no target. May sleep. */
void hs_detour_free(struct hs_detour *detour);

/* The code that runs in place of the function, 0 for the function itself. */
unsigned long hs_detour_target(const struct hs_detour *detour);
/* Does ftrace call us? */
bool hs_detour_works(const struct hs_detour *detour);
/* In the freeze, as the function is in use by nobody. */
void hs_detour_set(struct hs_detour *detour, unsigned long target);

#endif /* _HS_DETOUR_H */
