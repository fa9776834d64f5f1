// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>
#include <hotsplice/update.h>

HOTSPLICE_EXPORT(hsx_quiet_0_0)
static const struct hotsplice_reloc relocs_0[] = {
	{ .offset = 0x3, .kind = HOTSPLICE_REL_PC32, .symbol = 5, .addend = -4 }
};

static const struct hotsplice_site sites_0[] = {
	{ .offset = 0xa, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_1[] = {
	{ .offset = 0x3, .kind = HOTSPLICE_REL_PC32, .symbol = 5, .addend = -4 }
};

static const struct hotsplice_site sites_1[] = {
	{ .offset = 0xa, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_2[] = {
	{ .offset = 0x7, .kind = HOTSPLICE_REL_PC32, .symbol = 5, .addend = -4 }
};

static const struct hotsplice_variant variants_2_0[] = {
	{ .bytes = (const u8 *)"\x66\x90" },
	{ .bytes = (const u8 *)"\xeb\x0a" },
};

static const struct hotsplice_site sites_2[] = {
	{ .offset = 0x2, .length = 2, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_VARIANTS, .argument = 0, .n_variants = 2, .variants = variants_2_0 },
	{ .offset = 0xe, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_3[] = {
	{ .offset = 0xc, .kind = HOTSPLICE_REL_PC32, .symbol = 5, .addend = -4 }
};

static const struct hotsplice_variant variants_3_1[] = {
	{ .bytes = (const u8 *)"\x66\x90" },
	{ .bytes = (const u8 *)"\xeb\x0a" },
};

static const struct hotsplice_site sites_3[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0x7, .length = 2, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_VARIANTS, .argument = 0, .n_variants = 2, .variants = variants_3_1 },
	{ .offset = 0x13, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_4[] = {
	
};

static const struct hotsplice_site sites_4[] = {
};

static const struct hotsplice_symbol symbols[] = {
	{ .name = "target_quiet", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "target_noinstr", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "target_branch", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "target_detour", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "target_small", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "unit.c:.data", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
};
static const struct hotsplice_function functions[] = {
	{ .name = "target_quiet", .symbol = 0, .size = 15, .bytes = (const u8 *)"\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x02\xe9\x00\x00\x00\x00", .relocs = relocs_0, .n_relocs = 1, .sites = sites_0, .n_sites = 1 },
	{ .name = "target_noinstr", .symbol = 1, .size = 15, .bytes = (const u8 *)"\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x03\xe9\x00\x00\x00\x00", .relocs = relocs_1, .n_relocs = 1, .sites = sites_1, .n_sites = 1 },
	{ .name = "target_branch", .symbol = 2, .size = 19, .bytes = (const u8 *)"\x89\xf8\x66\x90\x0f\xaf\x05\x00\x00\x00\x00\x83\xc0\x04\xe9\x00\x00\x00\x00", .relocs = relocs_2, .n_relocs = 1, .sites = sites_2, .n_sites = 2 },
	{ .name = "target_detour", .symbol = 3, .size = 24, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x89\xf8\x66\x90\x0f\xaf\x05\x00\x00\x00\x00\x83\xc0\x05\xe9\x00\x00\x00\x00", .relocs = relocs_3, .n_relocs = 1, .sites = sites_3, .n_sites = 3 },
	{ .name = "target_small", .symbol = 4, .size = 2, .bytes = (const u8 *)"\xeb\x00", .relocs = relocs_4, .n_relocs = 0, .sites = sites_4, .n_sites = 0 },
};
static const struct hotsplice_export exports[] = {
	{ .name = "hsx_quiet_0_0", .symbol = 0 },
};

static struct hotsplice_ref ref = {
	.abi = HOTSPLICE_ABI,
	.part = 0,
	.id = "quiet",
	.mod = THIS_MODULE,
	.target = "target",
	.build_id = { 0x12, 0xf1, 0xe1, 0xca, 0x03, 0x2e, 0x49, 0x93, 0x18, 0xc5, 0xcc, 0x64, 0xe0, 0x24, 0xd3, 0xe6, 0x17, 0x62, 0x4b, 0xf6 },
	.symbols = symbols,
	.functions = functions,
	.exports = exports,
	.n_symbols = ARRAY_SIZE(symbols),
	.n_functions = ARRAY_SIZE(functions),
	.n_exports = ARRAY_SIZE(exports),
};

#include "faults.h"
