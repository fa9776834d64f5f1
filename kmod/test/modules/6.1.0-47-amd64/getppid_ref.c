// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>
#include <hotsplice/update.h>

HOTSPLICE_EXPORT(hsx_getppid_0_0)
static const struct hotsplice_reloc relocs_0[] = {
	{ .offset = 0x7, .kind = HOTSPLICE_REL_PC32, .symbol = 1, .addend = -4 },
	{ .offset = 0x17, .kind = HOTSPLICE_REL_32S, .symbol = 2, .addend = 0 },
	{ .offset = 0x23, .kind = HOTSPLICE_REL_PC32, .symbol = 3, .addend = -4 },
	{ .offset = 0x2a, .kind = HOTSPLICE_REL_PC32, .symbol = 4, .addend = -4 }
};

static const struct hotsplice_site sites_0[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0x32, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_symbol symbols[] = {
	{ .name = "__x64_sys_getppid", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "__rcu_read_lock", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "current_task", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "__task_pid_nr_ns", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "__rcu_read_unlock", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
};
static const struct hotsplice_function functions[] = {
	{ .name = "__x64_sys_getppid", .symbol = 0, .size = 55, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x53\xe8\x00\x00\x00\x00\x31\xd2\xbe\x01\x00\x00\x00\x65\x48\x8b\x04\x25\x00\x00\x00\x00\x48\x8b\xb8\x80\x09\x00\x00\xe8\x00\x00\x00\x00\x89\xc3\xe8\x00\x00\x00\x00\x48\x63\xc3\x5b\xe9\x00\x00\x00\x00", .relocs = relocs_0, .n_relocs = 4, .sites = sites_0, .n_sites = 2 },
};
static const struct hotsplice_export exports[] = {
	{ .name = "hsx_getppid_0_0", .symbol = 0 },
};

static struct hotsplice_ref ref = {
	.abi = HOTSPLICE_ABI,
	.part = 0,
	.id = "getppid",
	.mod = THIS_MODULE,
	.target = "vmlinux",
	.build_id = { 0x12, 0xf1, 0xe1, 0xca, 0x03, 0x2e, 0x49, 0x93, 0x18, 0xc5, 0xcc, 0x64, 0xe0, 0x24, 0xd3, 0xe6, 0x17, 0x62, 0x4b, 0xf6 },
	.symbols = symbols,
	.functions = functions,
	.exports = exports,
	.n_symbols = ARRAY_SIZE(symbols),
	.n_functions = ARRAY_SIZE(functions),
	.n_exports = ARRAY_SIZE(exports),
};

#include "faults.h"
