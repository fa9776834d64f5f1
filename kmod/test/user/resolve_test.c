// SPDX-License-Identifier: GPL-2.0-only
/* Candidates and values up to the fixed point. */
#include <string.h>

#include "machine.h"
#include "tests.h"

enum { CALLER, TWIN, KEY, ANCHOR, FURTHER, NAMED, COUNT };

/* push; call twin; ret */
static const u8 caller_bytes[7] = { 0x53, 0xe8, 0, 0, 0, 0, 0xc3 };
/* xor %eax, %eax; mov key(%rip), %edx; ret */
static const u8 twin_bytes[9] = { 0x31, 0xc0, 0x8b, 0x15, 0, 0, 0, 0, 0xc3 };

static const struct hotsplice_reloc call_twin = {
	.offset = 2, .symbol = TWIN, .kind = HOTSPLICE_REL_PC32, .addend = -4,
};

static const struct hotsplice_reloc read_key = {
	.offset = 4, .symbol = KEY, .kind = HOTSPLICE_REL_PC32, .addend = -4,
};

struct world {
	struct hotsplice_symbol symbols[COUNT];
	struct hotsplice_function functions[2];
	struct hotsplice_export export;
	struct hotsplice_ref ref;
	struct machine m;
	struct session s;
};

#define CALLER_AT (CODE_BASE + 0x100)
#define TWIN_AT (CODE_BASE + 0x200)
#define OTHER_AT (CODE_BASE + 0x300)
#define KEY_AT (DATA_BASE + 0x10)

static void put_caller(struct world *w, u64 address, u64 callee)
{
	machine_write(&w->m, address, caller_bytes, sizeof(caller_bytes));
	machine_branch(&w->m, address + 1, 0xe8, callee);
}

static void put_twin(struct world *w, u64 address, u64 key)
{
	s32 displacement = key - (address + 8);

	machine_write(&w->m, address, twin_bytes, sizeof(twin_bytes));
	machine_write(&w->m, address + 4, &displacement, 4);
}

/* One caller, and two equal functions of one name of which it calls one. */
static void begin(struct world *w)
{
	memset(w, 0, sizeof(*w));
	w->symbols[CALLER] = (struct hotsplice_symbol) {
		.name = "caller", .kind = HOTSPLICE_SYM_MATCHED,
		.anchor = HOTSPLICE_NO_SYMBOL };
	w->symbols[TWIN] = (struct hotsplice_symbol) {
		.name = "twin", .kind = HOTSPLICE_SYM_MATCHED,
		.anchor = HOTSPLICE_NO_SYMBOL };
	w->symbols[KEY] = (struct hotsplice_symbol) { .name = "key" };
	w->symbols[ANCHOR] = (struct hotsplice_symbol) {
		.name = "anchored", .kind = HOTSPLICE_SYM_ANCHORED,
		.anchor = KEY, .listed = 1, .delta = 16 };
	w->symbols[FURTHER] = (struct hotsplice_symbol) {
		.name = "further", .kind = HOTSPLICE_SYM_ANCHORED,
		.anchor = ANCHOR, .listed = 1, .delta = -8 };
	w->symbols[NAMED] = (struct hotsplice_symbol) {
		.name = "named", .kind = HOTSPLICE_SYM_NAMED,
		.scope = "vmlinux" };
	w->functions[0] = (struct hotsplice_function) {
		.name = "twin", .symbol = TWIN, .size = sizeof(twin_bytes),
		.bytes = twin_bytes, .relocs = &read_key, .n_relocs = 1 };
	w->functions[1] = (struct hotsplice_function) {
		.name = "caller", .symbol = CALLER,
		.size = sizeof(caller_bytes), .bytes = caller_bytes,
		.relocs = &call_twin, .n_relocs = 1 };
	w->export = (struct hotsplice_export) { "export", FURTHER, 0 };
	w->ref = (struct hotsplice_ref) {
		.symbols = w->symbols, .n_symbols = COUNT,
		.functions = w->functions, .n_functions = 2,
		.exports = &w->export, .n_exports = 1,
	};
	machine_init(&w->m);
	put_caller(w, CALLER_AT, TWIN_AT);
	put_twin(w, TWIN_AT, KEY_AT);
	put_twin(w, OTHER_AT, KEY_AT + 64);
	machine_list(&w->m, CALLER, CALLER_AT);
	machine_list(&w->m, TWIN, OTHER_AT);
	machine_list(&w->m, TWIN, TWIN_AT);
	machine_list(&w->m, ANCHOR, KEY_AT + 16);
	machine_list(&w->m, FURTHER, KEY_AT + 8);
	machine_list(&w->m, NAMED, DATA_BASE);
}

static enum hs_code ask(struct world *w)
{
	session_init(&w->s, &w->m, &w->ref);
	session_candidates(&w->s, &w->m);
	return hs_resolve(&w->s.resolver);
}

static u64 value(struct world *w, u32 symbol)
{
	return w->s.resolver.match.values[symbol].value;
}

static void equalTwins_areToldApartByTheirCaller(void)
{
	struct world w;

	begin(&w);
	EXPECT(ask(&w), HS_NONE);
	EXPECT(value(&w, TWIN), TWIN_AT);
	EXPECT(value(&w, KEY), KEY_AT);
	session_free(&w.s);
}

static void anchors_hangOnAnchors(void)
{
	struct world w;

	begin(&w);
	EXPECT(ask(&w), HS_NONE);
	EXPECT(value(&w, ANCHOR), KEY_AT + 16);
	EXPECT(value(&w, FURTHER), KEY_AT + 8);
	EXPECT(value(&w, NAMED), DATA_BASE);
	session_free(&w.s);
}

static void anchoredValueWithoutName_isAConflict(void)
{
	struct world w;

	begin(&w);
	w.symbols[FURTHER].delta = -4;
	EXPECT(ask(&w), HS_SYMBOL_CONFLICT);
	EXPECT(strcmp(w.s.resolver.function, "further"), 0);
	session_free(&w.s);
}

static void anchorsInACircle_areMissing(void)
{
	struct world w;

	begin(&w);
	w.symbols[ANCHOR].anchor = FURTHER;
	EXPECT(ask(&w), HS_SYMBOL_MISSING);
	session_free(&w.s);
}

static void equalTwinsWithoutCaller_areAmbiguous(void)
{
	struct world w;

	begin(&w);
	w.ref.n_functions = 1;
	EXPECT(ask(&w), HS_AMBIGUOUS);
	EXPECT(strcmp(w.s.resolver.function, "twin"), 0);
	session_free(&w.s);
}

/* Twins in all bytes; the caller's section says which of them is meant. */
static void equalTwinsOfOneSection_areToldApartByItsStart(void)
{
	struct world w;

	begin(&w);
	w.functions[1].relocs = NULL;
	w.functions[1].n_relocs = 0;
	w.functions[1].size = 1;
	w.symbols[CALLER].anchor = KEY;
	w.symbols[CALLER].delta = 0x100;
	w.symbols[TWIN].anchor = KEY;
	w.symbols[TWIN].delta = 0x200;
	w.functions[0].relocs = NULL;
	w.functions[0].n_relocs = 0;
	w.functions[0].size = 2;
	w.ref.n_exports = 0;
	w.symbols[ANCHOR].kind = HOTSPLICE_SYM_RUN;
	w.symbols[FURTHER].kind = HOTSPLICE_SYM_RUN;
	EXPECT(ask(&w), HS_NONE);
	EXPECT(value(&w, TWIN), TWIN_AT);
	EXPECT(value(&w, KEY), CODE_BASE);
	session_free(&w.s);
}

static void oneTwinDiffers_theOtherIsTaken(void)
{
	struct world w;

	begin(&w);
	w.ref.n_functions = 1;
	w.m.code[OTHER_AT - CODE_BASE + 1] ^= 1;
	EXPECT(ask(&w), HS_NONE);
	EXPECT(value(&w, TWIN), TWIN_AT);
	session_free(&w.s);
}

static void noCandidate_isNoMatch(void)
{
	struct world w;

	begin(&w);
	w.m.names[0].symbol = KEY;
	EXPECT(ask(&w), HS_NO_MATCH);
	EXPECT(strcmp(w.s.resolver.function, "caller"), 0);
	session_free(&w.s);
}

static void callerOfSomethingElse_isAConflict(void)
{
	struct world w;

	begin(&w);
	w.m.code[OTHER_AT - CODE_BASE + 1] ^= 1;
	put_caller(&w, CALLER_AT, CODE_BASE + 0x900);
	EXPECT(ask(&w), HS_SYMBOL_CONFLICT);
	session_free(&w.s);
}

static void allDiffer_theLongestAgreementIsShown(void)
{
	struct world w;

	begin(&w);
	w.m.code[OTHER_AT - CODE_BASE + 1] ^= 1;
	w.m.code[TWIN_AT - CODE_BASE + 8] ^= 1;
	EXPECT(ask(&w), HS_NO_MATCH);
	EXPECT(w.s.resolver.match.difference.offset, 8);
	EXPECT(w.s.resolver.match.difference.found[0], 0xc2);
	session_free(&w.s);
}

static void nameTwiceInKallsyms_isAmbiguous(void)
{
	struct world w;

	begin(&w);
	machine_list(&w.m, NAMED, DATA_BASE + 8);
	EXPECT(ask(&w), HS_AMBIGUOUS);
	session_free(&w.s);
}

static void nameNotInKallsyms_isMissing(void)
{
	struct world w;

	begin(&w);
	w.m.n_names--;
	EXPECT(ask(&w), HS_SYMBOL_MISSING);
	session_free(&w.s);
}

static void exportWithoutValue_isMissing(void)
{
	struct world w;

	begin(&w);
	w.symbols[FURTHER].kind = HOTSPLICE_SYM_RUN;
	EXPECT(ask(&w), HS_SYMBOL_MISSING);
	session_free(&w.s);
}

/* A static call whose key a field of another function gives. */
static void staticCallKeyFoundLater_isWaitedFor(void)
{
	const struct hotsplice_site site = {
		.kind = HOTSPLICE_SITE_STATIC_CALL, .offset = 1, .length = 5,
		.symbol = KEY,
	};
	u64 target = TWIN_AT;
	struct world w;

	begin(&w);
	w.functions[1].relocs = NULL;
	w.functions[1].n_relocs = 0;
	w.functions[1].sites = &site;
	w.functions[1].n_sites = 1;
	w.m.code[OTHER_AT - CODE_BASE + 1] ^= 1;
	machine_write(&w.m, KEY_AT, &target, 8);
	EXPECT(ask(&w), HS_NONE);
	EXPECT(value(&w, CALLER), CALLER_AT);
	session_free(&w.s);
	/* never found */
	w.functions[0].relocs = NULL;
	w.functions[0].n_relocs = 0;
	memset(w.m.code + (TWIN_AT - CODE_BASE) + 4, 0, 4);
	EXPECT(ask(&w), HS_SYMBOL_MISSING);
	session_free(&w.s);
}

void resolve_tests(void)
{
	RUN(equalTwins_areToldApartByTheirCaller);
	RUN(anchors_hangOnAnchors);
	RUN(anchoredValueWithoutName_isAConflict);
	RUN(anchorsInACircle_areMissing);
	RUN(equalTwinsWithoutCaller_areAmbiguous);
	RUN(equalTwinsOfOneSection_areToldApartByItsStart);
	RUN(oneTwinDiffers_theOtherIsTaken);
	RUN(noCandidate_isNoMatch);
	RUN(callerOfSomethingElse_isAConflict);
	RUN(allDiffer_theLongestAgreementIsShown);
	RUN(nameTwiceInKallsyms_isAmbiguous);
	RUN(nameNotInKallsyms_isMissing);
	RUN(exportWithoutValue_isMissing);
	RUN(staticCallKeyFoundLater_isWaitedFor);
}
