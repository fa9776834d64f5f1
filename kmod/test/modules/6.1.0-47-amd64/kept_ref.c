// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>
#include <hotsplice/update.h>

HOTSPLICE_EXPORT(hsx_kept_0_0)
static const struct hotsplice_reloc relocs_0[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 1, .addend = -4 }
};

static const struct hotsplice_site sites_0[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_symbol symbols[] = {
	{ .name = "target_compute", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "unit.c:.data", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
};
static const struct hotsplice_function functions[] = {
	{ .name = "target_compute", .symbol = 0, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x01\xe9\x00\x00\x00\x00", .relocs = relocs_0, .n_relocs = 1, .sites = sites_0, .n_sites = 2 },
};
static const struct hotsplice_export exports[] = {
	{ .name = "hsx_kept_0_0", .symbol = 0 },
};

static struct hotsplice_ref ref = {
	.abi = HOTSPLICE_ABI,
	.part = 0,
	.id = "kept",
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
