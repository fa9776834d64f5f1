// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>
#include <hotsplice/update.h>

HOTSPLICE_EXPORT(hsx_target_0_0)
HOTSPLICE_EXPORT(hsx_target_0_1)
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
	{ .name = "hsx_target_0_0", .symbol = 0 },
	{ .name = "hsx_target_0_1", .symbol = 1 },
};

static struct hotsplice_ref ref = {
	.abi = HOTSPLICE_ABI,
	.part = 0,
	.id = "target",
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

static char *fault = "";
module_param(fault, charp, 0);

static struct hotsplice_function damaged[ARRAY_SIZE(functions)];
static u8 damaged_bytes[4096];
static struct hotsplice_symbol more_symbols[ARRAY_SIZE(symbols) + 1];
static struct hotsplice_export far_export;

/* One more symbol than the update needs. */
static void add_symbol(const struct hotsplice_symbol *symbol)
{
	memcpy(more_symbols, symbols, sizeof(symbols));
	more_symbols[ARRAY_SIZE(symbols)] = *symbol;
	ref.symbols = more_symbols;
	ref.n_symbols = ARRAY_SIZE(more_symbols);
}

static void add_named(const char *name)
{
	add_symbol(&(struct hotsplice_symbol) {
		.name = name,
		.scope = "vmlinux",
		.anchor = HOTSPLICE_NO_SYMBOL,
		.kind = HOTSPLICE_SYM_NAMED,
	});
}

static void add_anchored(const char *name, s64 delta, u8 listed)
{
	add_symbol(&(struct hotsplice_symbol) {
		.name = name,
		.anchor = functions[0].symbol,
		.kind = HOTSPLICE_SYM_ANCHORED,
		.delta = delta,
		.listed = listed,
	});
}

static void damage(void)
{
	memcpy(damaged, functions, sizeof(functions));
	if (!strcmp(fault, "byte")) {
		/* the last byte of the first function before its end */
		memcpy(damaged_bytes, functions[0].bytes, functions[0].size);
		damaged_bytes[6] ^= 1;
		damaged[0].bytes = damaged_bytes;
	} else if (!strcmp(fault, "size")) {
		damaged[0].size = 0x7fffffff;
	} else if (!strcmp(fault, "bytes")) {
		damaged[0].bytes = (const u8 *)&jiffies;
	} else if (!strcmp(fault, "sites")) {
		damaged[0].n_sites = 1 << 20;
	} else if (!strcmp(fault, "build-id")) {
		ref.build_id[3] ^= 0x10;
		return;
	} else if (!strcmp(fault, "symbols")) {
		ref.n_symbols = 1;
		return;
	} else if (!strcmp(fault, "target")) {
		ref.target = "no_such_module";
		return;
	} else if (!strcmp(fault, "missing")) {
		add_named("no_such_symbol");
		return;
	} else if (!strcmp(fault, "several")) {
		/* many units have a function of this name */
		add_named("type_show");
		return;
	} else if (!strcmp(fault, "elsewhere")) {
		add_anchored("uptime_proc_show", 8, 1);
		return;
	} else if (!strcmp(fault, "far")) {
		add_anchored("far_away", 1LL << 40, 0);
		far_export = exports[0];
		far_export.symbol = ARRAY_SIZE(symbols);
		ref.exports = &far_export;
		ref.n_exports = 1;
		return;
	} else {
		return;
	}
	ref.functions = damaged;
}

static int __init ref_init(void)
{
	damage();
	return hotsplice_ref_register(&ref);
}

static void __exit ref_exit(void)
{
	hotsplice_ref_unregister(&ref);
}

module_init(ref_init);
module_exit(ref_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("test update");
