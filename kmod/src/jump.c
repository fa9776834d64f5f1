// SPDX-License-Identifier: GPL-2.0-only
/*
 * Jumps, see jump.h.
 */
#include <linux/string.h>

#include "jump.h"

#define JUMP_OPCODE 0xe9

bool hs_jump_fits(u64 site, u64 function, u64 room)
{
	return site + HS_JUMP_LENGTH <= function + room;
}

bool hs_jump_make(u8 *bytes, u64 site, u64 target)
{
	s64 distance = target - (site + HS_JUMP_LENGTH);
	s32 displacement = distance;

	if (displacement != distance)
		return false;
	bytes[0] = JUMP_OPCODE;
	memcpy(bytes + 1, &displacement, sizeof(displacement));
	return true;
}
