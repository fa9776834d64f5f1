/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The jump that a redirect is. Pure: tested in user space.
 */
#ifndef _HS_JUMP_H
#define _HS_JUMP_H

#include <linux/types.h>

#define HS_JUMP_LENGTH 5

/* Does a jump at @site end within the @room bytes from @function on? */
bool hs_jump_fits(u64 site, u64 function, u64 room);

/* Makes the jump at @site; false where it cannot reach @target. */
bool hs_jump_make(u8 *bytes, u64 site, u64 target);

#endif /* _HS_JUMP_H */
