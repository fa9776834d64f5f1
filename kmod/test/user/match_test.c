// SPDX-License-Identifier: GPL-2.0-only
/* Plain bytes and relocated fields. */
#include <string.h>

#include "machine.h"
#include "tests.h"

#define ADDRESS (CODE_BASE + 0x200)
#define STRING (DATA_BASE + 0x40)

enum { SELF, CALLEE, DATA, COUNT };

static const struct hotsplice_symbol symbols[COUNT] = {
	[SELF] = { .name = "self", .kind = HOTSPLICE_SYM_MATCHED,
		   .anchor = HOTSPLICE_NO_SYMBOL },
	[CALLEE] = { .name = "callee", .listed = 1 },
	[DATA] = { .name = "data" },
};

/*
 * 0: push; 1: call callee; 6: lea string(%rip); 13: mov $data; 20: movabs
 * data + 8; 30: mov %eax, data(32 bit); 37: call callee; 42: ret
 */
static const u8 bytes[43] = {
	0x53, 0xe8, 0, 0, 0, 0, 0x48, 0x8d, 0x3d, 0, 0, 0, 0,
	0x48, 0xc7, 0xc7, 0, 0, 0, 0, 0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0,
	0x67, 0x89, 0x05, 0, 0, 0, 0, 0xe8, 0, 0, 0, 0, 0xc3,
};

static const struct hotsplice_reloc relocs[] = {
	{ .offset = 2, .symbol = CALLEE, .kind = HOTSPLICE_REL_PC32,
	  .addend = -4 },
	{ .offset = 9, .symbol = HOTSPLICE_NO_SYMBOL, .anonymous = 1,
	  .kind = HOTSPLICE_REL_PC32, .addend = 100, .content_bias = 4,
	  .content = (const u8 *)"hello", .content_length = 6 },
	{ .offset = 16, .symbol = DATA, .kind = HOTSPLICE_REL_32S },
	{ .offset = 22, .symbol = DATA, .kind = HOTSPLICE_REL_64, .addend = 8 },
	{ .offset = 33, .symbol = HOTSPLICE_NO_SYMBOL, .anonymous = 1,
	  .kind = HOTSPLICE_REL_32 },
	{ .offset = 38, .symbol = CALLEE, .kind = HOTSPLICE_REL_PC32,
	  .addend = -4 },
};

static const struct hotsplice_function function = {
	.name = "self", .symbol = SELF, .size = sizeof(bytes), .bytes = bytes,
	.relocs = relocs, .n_relocs = ARRAY_SIZE(relocs),
};

static const struct hotsplice_ref ref = {
	.symbols = symbols, .n_symbols = COUNT,
	.functions = &function, .n_functions = 1,
};

static void field32(struct machine *m, u32 offset, s32 value)
{
	machine_write(m, ADDRESS + offset, &value, sizeof(value));
}

static void prepare(struct machine *m, struct session *s)
{
	u64 quad = DATA_BASE + 0x300 + 8;

	machine_init(m);
	machine_list(m, CALLEE, CODE_BASE + 0x900);
	machine_write(m, ADDRESS, bytes, sizeof(bytes));
	machine_write(m, STRING, "hello", 6);
	field32(m, 2, CODE_BASE + 0x900 - (ADDRESS + 6));
	field32(m, 9, STRING - (ADDRESS + 13));
	field32(m, 16, (s32)(DATA_BASE + 0x300));
	machine_write(m, ADDRESS + 22, &quad, sizeof(quad));
	field32(m, 33, 0x20090);
	field32(m, 38, CODE_BASE + 0x900 - (ADDRESS + 42));
	session_init(s, m, &ref);
}

static void equalCode_givesValuesToSymbols(void)
{
	struct machine m;
	struct session s;

	prepare(&m, &s);
	EXPECT(hs_match_function(&s.resolver.match, &function, ADDRESS),
	       HS_EQUAL);
	hs_match_accept(&s.resolver.match);
	EXPECT(s.resolver.match.values[SELF].value, ADDRESS);
	EXPECT(s.resolver.match.values[CALLEE].value, CODE_BASE + 0x900);
	EXPECT(s.resolver.match.values[DATA].value, DATA_BASE + 0x300);
	EXPECT(s.resolver.match.values[DATA].known, true);
	session_free(&s);
}

/* The only bits that may change are those of a field nothing is known of. */
static void anyFlippedBit_isRefused(void)
{
	u32 bit;

	for (bit = 0; bit < sizeof(bytes) * 8; bit++) {
		u32 at = bit / 8;
		struct machine m;
		struct session s;
		enum hs_verdict verdict;

		prepare(&m, &s);
		m.code[ADDRESS - CODE_BASE + at] ^= 1 << (bit % 8);
		verdict = hs_match_function(&s.resolver.match, &function,
					    ADDRESS);
		if (at >= 33 && at < 37)
			EXPECT(verdict, HS_EQUAL);
		else
			EXPECT(verdict != HS_EQUAL, true);
		EXPECT(s.resolver.match.values[DATA].known, false);
		session_free(&s);
	}
}

static void plainByte_isShownWithOffsetAndBothSides(void)
{
	struct machine m;
	struct session s;
	struct hs_difference *d = &s.resolver.match.difference;

	prepare(&m, &s);
	m.code[ADDRESS - CODE_BASE + 42] = 0x90;
	EXPECT(hs_match_function(&s.resolver.match, &function, ADDRESS),
	       HS_BYTES);
	EXPECT(d->offset, 42);
	EXPECT(d->length, 1);
	EXPECT(d->expected[0], 0xc3);
	EXPECT(d->found[0], 0x90);
	session_free(&s);
}

static void otherString_isRefusedAsContent(void)
{
	struct machine m;
	struct session s;

	prepare(&m, &s);
	machine_write(&m, STRING, "hellO", 6);
	EXPECT(hs_match_function(&s.resolver.match, &function, ADDRESS),
	       HS_CONTENT);
	EXPECT(s.resolver.match.difference.offset, 9);
	session_free(&s);
}

static void unlistedCallee_isRefused(void)
{
	struct machine m;
	struct session s;

	prepare(&m, &s);
	m.n_names = 0;
	EXPECT(hs_match_function(&s.resolver.match, &function, ADDRESS),
	       HS_UNLISTED);
	EXPECT(s.resolver.match.difference.symbol, CALLEE);
	session_free(&s);
}

static void twoValuesForOneSymbol_areAConflict(void)
{
	struct machine m;
	struct session s;

	prepare(&m, &s);
	machine_list(&m, CALLEE, CODE_BASE + 0x910);
	field32(&m, 38, CODE_BASE + 0x910 - (ADDRESS + 42));
	EXPECT(hs_match_function(&s.resolver.match, &function, ADDRESS),
	       HS_CONFLICT);
	EXPECT(s.resolver.match.difference.known, CODE_BASE + 0x900);
	EXPECT(s.resolver.match.difference.value, CODE_BASE + 0x910);
	session_free(&s);
}

static void missingMemory_isUnreadable(void)
{
	struct machine m;
	struct session s;

	prepare(&m, &s);
	EXPECT(hs_match_function(&s.resolver.match, &function,
				 CODE_BASE + MEMORY - 8), HS_UNREADABLE);
	session_free(&s);
}

void match_tests(void)
{
	RUN(equalCode_givesValuesToSymbols);
	RUN(anyFlippedBit_isRefused);
	RUN(plainByte_isShownWithOffsetAndBothSides);
	RUN(otherString_isRefusedAsContent);
	RUN(unlistedCallee_isRefused);
	RUN(twoValuesForOneSymbol_areAConflict);
	RUN(missingMemory_isUnreadable);
}
