// SPDX-License-Identifier: GPL-2.0-only
/* The jump of a redirect: the room that it needs, and how far it reaches. */
#include <string.h>

#include "jump.h"
#include "tests.h"

#define FUNCTION 0xffffffff81000000ull
#define MODULE 0xffffffffc0200000ull
#define HEAP 0xffff888000001000ull
/* Of a displacement. */
#define MOST 0x7fffffffll

static void roomUpToTheNextSymbol_decides(void)
{
	EXPECT(hs_jump_fits(FUNCTION, FUNCTION, 5), true);
	EXPECT(hs_jump_fits(FUNCTION, FUNCTION, 4), false);
	EXPECT(hs_jump_fits(FUNCTION, FUNCTION, 0), false);
	/* behind an fentry call, and behind an ENDBR and an fentry call */
	EXPECT(hs_jump_fits(FUNCTION + 5, FUNCTION, 10), true);
	EXPECT(hs_jump_fits(FUNCTION + 5, FUNCTION, 9), false);
	EXPECT(hs_jump_fits(FUNCTION + 9, FUNCTION, 14), true);
	EXPECT(hs_jump_fits(FUNCTION + 9, FUNCTION, 13), false);
}

static void jump_leadsToTheTarget(void)
{
	static const u8 forwards[] = { 0xe9, 0xfb, 0xff, 0x1f, 0x3f };
	static const u8 to_itself[] = { 0xe9, 0xfb, 0xff, 0xff, 0xff };
	u8 bytes[HS_JUMP_LENGTH];

	EXPECT(hs_jump_make(bytes, FUNCTION, MODULE), true);
	EXPECT(memcmp(bytes, forwards, sizeof(bytes)), 0);
	EXPECT(hs_jump_make(bytes, FUNCTION, FUNCTION), true);
	EXPECT(memcmp(bytes, to_itself, sizeof(bytes)), 0);
}

/* The last target in each direction, and the first beyond it. */
static void targetOutOfReach_isToldAndNothingIsWritten(void)
{
	static const u8 untouched[HS_JUMP_LENGTH] = { 1, 2, 3, 4, 5 };
	u64 middle = 0x4000000000ull, behind = middle + HS_JUMP_LENGTH;
	u8 bytes[HS_JUMP_LENGTH];

	EXPECT(hs_jump_make(bytes, middle, behind + MOST), true);
	EXPECT(hs_jump_make(bytes, middle, behind - MOST - 1), true);
	memcpy(bytes, untouched, sizeof(bytes));
	EXPECT(hs_jump_make(bytes, middle, behind + MOST + 1), false);
	EXPECT(hs_jump_make(bytes, middle, behind - MOST - 2), false);
	EXPECT(hs_jump_make(bytes, middle, behind + (1ull << 32)), false);
	EXPECT(hs_jump_make(bytes, FUNCTION, HEAP), false);
	EXPECT(hs_jump_make(bytes, HEAP, FUNCTION), false);
	EXPECT(memcmp(bytes, untouched, sizeof(bytes)), 0);
}

void jump_tests(void)
{
	RUN(roomUpToTheNextSymbol_decides);
	RUN(jump_leadsToTheTarget);
	RUN(targetOutOfReach_isToldAndNothingIsWritten);
}
