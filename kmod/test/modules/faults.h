/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The end of each ref module that mkref.py writes: it is registered as its
 * tables say, or with a fault that a test asks for when it loads the module.
 */
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
