// SPDX-License-Identifier: GPL-2.0-only
/* Each kind of self-patched site. */
#include <string.h>

#include "machine.h"
#include "site.h"
#include "tests.h"

#define SITE (CODE_BASE + 0x100)

enum { KEY, FIRST, SECOND, COUNT };

static const struct hotsplice_symbol symbols[COUNT] = {
	[KEY] = { .name = "key" },
	[FIRST] = { .name = "first", .listed = 1 },
	[SECOND] = { .name = "second", .listed = 1 },
};

static const struct hotsplice_ref ref = {
	.symbols = symbols, .n_symbols = COUNT,
};

struct bench {
	struct machine m;
	struct session s;
};

static void begin(struct bench *b)
{
	machine_init(&b->m);
	session_init(&b->s, &b->m, &ref);
	b->s.resolver.match.trial = 1;
	machine_list(&b->m, FIRST, CODE_BASE + 0x400);
	machine_list(&b->m, SECOND, CODE_BASE + 0x500);
}

static enum hs_verdict ask(struct bench *b, const struct hotsplice_site *site,
			   const char *expected)
{
	hs_match_withdraw(&b->s.resolver.match, 0);
	return hs_site_match(&b->s.resolver.match, site, (const u8 *)expected,
			     b->m.code + (SITE - CODE_BASE), SITE);
}

static void put(struct bench *b, const char *bytes, size_t n)
{
	memset(b->m.code + (SITE - CODE_BASE), 0xee, 64);
	machine_write(&b->m, SITE, bytes, n);
}

static const char call[] = "\xe8\0\0\0\0";
static const char jump[] = "\xe9\0\0\0\0";

static void fentry_isNopOrCallThatFtraceKnows(void)
{
	const struct hotsplice_site site = {
		.kind = HOTSPLICE_SITE_FENTRY, .length = 5,
	};
	struct bench b;

	begin(&b);
	put(&b, "\x0f\x1f\x44\0\0", 5);
	EXPECT(ask(&b, &site, call), HS_EQUAL);
	machine_branch(&b.m, SITE, 0xe8, CODE_BASE + 0xf00);
	EXPECT(ask(&b, &site, call), HS_EQUAL);
	machine_branch(&b.m, SITE, 0xe8, CODE_BASE + 0xf10);
	EXPECT(ask(&b, &site, call), HS_BYTES);
	machine_branch(&b.m, SITE, 0xe9, CODE_BASE + 0xf00);
	EXPECT(ask(&b, &site, call), HS_BYTES);
	machine_branch(&b.m, SITE, 0xe8, CODE_BASE + 0xf00);
	b.m.ftrace_site = 0;
	EXPECT(ask(&b, &site, call), HS_BYTES);
	put(&b, "\xcc\x1f\x44\0\0", 5);
	EXPECT(ask(&b, &site, call), HS_BYTES);
	session_free(&b.s);
}

static void return_isRetOrJumpToTheLiveThunk(void)
{
	const struct hotsplice_site site = {
		.kind = HOTSPLICE_SITE_RETURN, .length = 5,
	};
	struct bench b;

	begin(&b);
	put(&b, "\xc3\xcc\xcc\xcc\xcc", 5);
	EXPECT(ask(&b, &site, jump), HS_EQUAL);
	machine_branch(&b.m, SITE, 0xe9, b.m.machine.return_thunk);
	EXPECT(ask(&b, &site, jump), HS_EQUAL);
	machine_branch(&b.m, SITE, 0xe9, b.m.machine.default_return_thunk);
	EXPECT(ask(&b, &site, jump), HS_BYTES);
	put(&b, "\xc3\xcc\xcc\xcc\x90", 5);
	EXPECT(ask(&b, &site, jump), HS_BYTES);
	session_free(&b.s);
}

static void retpoline_isVariantOrItsThunk(void)
{
	const struct hotsplice_reloc field = {
		.offset = 1, .symbol = FIRST, .kind = HOTSPLICE_REL_PC32,
		.addend = -4,
	};
	const struct hotsplice_variant variants[] = {
		{ .bytes = (const u8 *)call, .relocs = &field, .n_relocs = 1 },
		{ .bytes = (const u8 *)"\xff\xd0\x0f\x1f\0" },
	};
	struct hotsplice_site site = {
		.kind = HOTSPLICE_SITE_RETPOLINE, .length = 5,
		.n_variants = 2, .variants = variants, .argument = 0,
	};
	struct bench b;

	begin(&b);
	put(&b, "", 0);
	machine_branch(&b.m, SITE, 0xe8, CODE_BASE + 0x400);
	EXPECT(ask(&b, &site, call), HS_EQUAL);
	put(&b, "\xff\xd0\x0f\x1f\0", 5);
	EXPECT(ask(&b, &site, call), HS_EQUAL);
	machine_branch(&b.m, SITE, 0xe8, CODE_BASE + 0x600);
	EXPECT(ask(&b, &site, call) != HS_EQUAL, true);
	machine_write(&b.m, CODE_BASE + 0x600, "\xff\xe0\xcc", 3);
	EXPECT(ask(&b, &site, call), HS_EQUAL);
	/* jmp *%rcx is not the thunk of %rax, nor is jmp *%r8 */
	machine_write(&b.m, CODE_BASE + 0x600, "\xff\xe1\xcc", 3);
	EXPECT(ask(&b, &site, call) != HS_EQUAL, true);
	machine_write(&b.m, CODE_BASE + 0x600, "\x41\xff\xe0\xcc", 4);
	EXPECT(ask(&b, &site, call) != HS_EQUAL, true);
	site.argument = 8;
	EXPECT(ask(&b, &site, call), HS_EQUAL);
	/* a jump where ref code calls */
	machine_branch(&b.m, SITE, 0xe9, CODE_BASE + 0x600);
	EXPECT(ask(&b, &site, call) != HS_EQUAL, true);
	session_free(&b.s);
}

static void retpolineWithPrefixOrCondition_isItsThunk(void)
{
	struct hotsplice_site site = {
		.kind = HOTSPLICE_SITE_RETPOLINE, .length = 6, .argument = 3,
	};
	struct bench b;

	begin(&b);
	machine_write(&b.m, CODE_BASE + 0x600, "\xff\xe3\xcc", 3);
	put(&b, "\x2e", 1);
	machine_branch(&b.m, SITE + 1, 0xe8, CODE_BASE + 0x600);
	EXPECT(ask(&b, &site, "\x2e\xe8\0\0\0\0"), HS_EQUAL);
	put(&b, "\x0f", 1);
	machine_branch(&b.m, SITE + 1, 0x85, CODE_BASE + 0x600);
	EXPECT(ask(&b, &site, "\x0f\x85\0\0\0\0"), HS_EQUAL);
	EXPECT(ask(&b, &site, "\x0f\x84\0\0\0\0"), HS_BYTES);
	session_free(&b.s);
}

static void variants_withOneMatch_giveValues(void)
{
	const struct hotsplice_reloc fields[] = {
		{ .offset = 1, .symbol = FIRST, .kind = HOTSPLICE_REL_PC32,
		  .addend = -4 },
		{ .offset = 1, .symbol = SECOND, .kind = HOTSPLICE_REL_PC32,
		  .addend = -4 },
	};
	const struct hotsplice_variant variants[] = {
		{ .bytes = (const u8 *)call, .relocs = &fields[0],
		  .n_relocs = 1 },
		{ .bytes = (const u8 *)call, .relocs = &fields[1],
		  .n_relocs = 1 },
		{ .bytes = (const u8 *)"\x90\x90\x90\x90\x90" },
	};
	const struct hotsplice_site site = {
		.kind = HOTSPLICE_SITE_VARIANTS, .length = 5,
		.n_variants = 3, .variants = variants,
	};
	struct bench b;
	struct hs_value *values;

	begin(&b);
	values = b.s.resolver.match.values;
	put(&b, "", 0);
	machine_branch(&b.m, SITE, 0xe8, CODE_BASE + 0x500);
	EXPECT(ask(&b, &site, call), HS_EQUAL);
	EXPECT(values[SECOND].value, CODE_BASE + 0x500);
	EXPECT(values[FIRST].trial, 0);
	machine_branch(&b.m, SITE, 0xe8, CODE_BASE + 0x510);
	EXPECT(ask(&b, &site, call), HS_UNLISTED);
	put(&b, "\x90\x90\x90\x90\x90", 5);
	EXPECT(ask(&b, &site, call), HS_EQUAL);
	EXPECT(b.s.resolver.match.n_proposed, 0);
	put(&b, "\x90\x90\x90\x90\xcc", 5);
	EXPECT(ask(&b, &site, call), HS_BYTES);
	/* both explain it: neither value is taken */
	machine_list(&b.m, FIRST, CODE_BASE + 0x500);
	machine_branch(&b.m, SITE, 0xe8, CODE_BASE + 0x500);
	EXPECT(ask(&b, &site, call), HS_EQUAL);
	EXPECT(b.s.resolver.match.n_proposed, 0);
	session_free(&b.s);
}

static void paravirt_isCallFromLivePvOps(void)
{
	const struct hotsplice_variant variant = { .paravirt = 1 + 3 };
	const struct hotsplice_site site = {
		.kind = HOTSPLICE_SITE_VARIANTS, .length = 8,
		.n_variants = 1, .variants = &variant,
	};
	u64 target = CODE_BASE + 0x700;
	struct bench b;

	begin(&b);
	put(&b, "\0\0\0\0\0\x0f\x1f\x00", 8);
	machine_branch(&b.m, SITE, 0xe8, target);
	EXPECT(ask(&b, &site, ""), HS_BYTES);
	machine_write(&b.m, b.m.machine.pv_ops + 24, &target, 8);
	EXPECT(ask(&b, &site, ""), HS_EQUAL);
	b.m.code[SITE - CODE_BASE + 5] = 0x90;
	EXPECT(ask(&b, &site, ""), HS_BYTES);
	machine_write(&b.m, b.m.machine.pv_ops + 24, &b.m.machine.pv_nop, 8);
	put(&b, "\x0f\x1f\x84\0\0\0\0\0", 8);
	EXPECT(ask(&b, &site, ""), HS_EQUAL);
	session_free(&b.s);
}

static void staticCall_followsTheLiveKey(void)
{
	struct hotsplice_site site = {
		.kind = HOTSPLICE_SITE_STATIC_CALL, .length = 5, .symbol = KEY,
	};
	u64 function = CODE_BASE + 0x700, none = 0;
	struct bench b;
	struct hs_value *key;

	begin(&b);
	key = &b.s.resolver.match.values[KEY];
	put(&b, "", 0);
	machine_branch(&b.m, SITE, 0xe8, function);
	EXPECT(ask(&b, &site, call), HS_WAITING);
	*key = (struct hs_value) { .value = DATA_BASE, .known = true };
	EXPECT(ask(&b, &site, call), HS_BYTES);
	machine_write(&b.m, DATA_BASE, &function, 8);
	EXPECT(ask(&b, &site, call), HS_EQUAL);
	machine_write(&b.m, DATA_BASE, &none, 8);
	EXPECT(ask(&b, &site, call), HS_BYTES);
	put(&b, "\x0f\x1f\x44\0\0", 5);
	EXPECT(ask(&b, &site, call), HS_EQUAL);
	machine_write(&b.m, DATA_BASE, &b.m.machine.static_call_return0, 8);
	EXPECT(ask(&b, &site, call), HS_BYTES);
	put(&b, "\x2e\x2e\x2e\x31\xc0", 5);
	EXPECT(ask(&b, &site, call), HS_EQUAL);
	key->value = DATA_BASE + MEMORY;
	EXPECT(ask(&b, &site, call), HS_UNREADABLE);
	session_free(&b.s);
}

static void staticTailCall_followsTheLiveKey(void)
{
	struct hotsplice_site site = {
		.kind = HOTSPLICE_SITE_STATIC_CALL, .length = 5, .symbol = KEY,
		.argument = 1,
	};
	u64 function = CODE_BASE + 0x700, none = 0;
	struct bench b;

	begin(&b);
	b.s.resolver.match.values[KEY] =
		(struct hs_value) { .value = DATA_BASE, .known = true };
	put(&b, "", 0);
	machine_write(&b.m, DATA_BASE, &function, 8);
	machine_branch(&b.m, SITE, 0xe9, function);
	EXPECT(ask(&b, &site, jump), HS_EQUAL);
	machine_branch(&b.m, SITE, 0xe8, function);
	EXPECT(ask(&b, &site, jump), HS_BYTES);
	machine_write(&b.m, DATA_BASE, &none, 8);
	put(&b, "\xc3\xcc\xcc\xcc\xcc", 5);
	EXPECT(ask(&b, &site, jump), HS_EQUAL);
	machine_branch(&b.m, SITE, 0xe9, b.m.machine.return_thunk);
	EXPECT(ask(&b, &site, jump), HS_EQUAL);
	/* jne */
	site.length = 6;
	put(&b, "\x0f", 1);
	machine_branch(&b.m, SITE + 1, 0x85, b.m.machine.static_call_return);
	EXPECT(ask(&b, &site, "\x0f\x85\0\0\0\0"), HS_EQUAL);
	machine_write(&b.m, DATA_BASE, &function, 8);
	EXPECT(ask(&b, &site, "\x0f\x85\0\0\0\0"), HS_BYTES);
	machine_branch(&b.m, SITE + 1, 0x85, function);
	EXPECT(ask(&b, &site, "\x0f\x85\0\0\0\0"), HS_EQUAL);
	EXPECT(ask(&b, &site, "\x0f\x84\0\0\0\0"), HS_BYTES);
	session_free(&b.s);
}

void site_tests(void)
{
	RUN(fentry_isNopOrCallThatFtraceKnows);
	RUN(return_isRetOrJumpToTheLiveThunk);
	RUN(retpoline_isVariantOrItsThunk);
	RUN(retpolineWithPrefixOrCondition_isItsThunk);
	RUN(variants_withOneMatch_giveValues);
	RUN(paravirt_isCallFromLivePvOps);
	RUN(staticCall_followsTheLiveKey);
	RUN(staticTailCall_followsTheLiveKey);
}
