// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>
#include <hotsplice/update.h>

HOTSPLICE_EXPORT(hsx_sleep_0_0)
static const struct hotsplice_reloc relocs_0[] = {
	{ .offset = 0x1e, .kind = HOTSPLICE_REL_32S, .symbol = 2, .addend = 0 },
	{ .offset = 0x6b, .kind = HOTSPLICE_REL_PC32, .symbol = 3, .addend = -4 },
	{ .offset = 0x77, .kind = HOTSPLICE_REL_PC32, .symbol = 4, .addend = -4 },
	{ .offset = 0x7f, .kind = HOTSPLICE_REL_PC32, .symbol = 5, .addend = -4 },
	{ .offset = 0x90, .kind = HOTSPLICE_REL_32S, .symbol = 2, .addend = 0 },
	{ .offset = 0xff, .kind = HOTSPLICE_REL_PC32, .symbol = 6, .addend = -4 },
	{ .offset = 0x118, .kind = HOTSPLICE_REL_PC32, .symbol = 7, .addend = -4 },
	{ .offset = 0x12a, .kind = HOTSPLICE_REL_PC32, .symbol = 8, .addend = -4 }
};

static const struct hotsplice_reloc variants_0_1_relocs[] = {
	{ .offset = 1, .kind = HOTSPLICE_REL_PC32, .symbol = 1, .addend = -4 }
};

static const struct hotsplice_variant variants_0_1[] = {
	{ .bytes = (const u8 *)"\xe8\x00\x00\x00\x00", .relocs = variants_0_1_relocs, .n_relocs = 1 },
	{ .bytes = (const u8 *)"\xff\xd0\x0f\x1f\x00" },
	{ .bytes = (const u8 *)"\x0f\xae\xe8\xff\xd0" },
};

static const struct hotsplice_site sites_0[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xbc, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETPOLINE, .argument = 0, .n_variants = 3, .variants = variants_0_1 },
	{ .offset = 0xf6, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_symbol symbols[] = {
	{ .name = "do_nanosleep", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "__x86_indirect_thunk_rax", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "current_task", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "hrtimer_start_range_ns", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "schedule", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "hrtimer_try_to_cancel", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "ns_to_timespec64", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "nanosleep_copyout", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "__stack_chk_fail", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
};
static const struct hotsplice_function functions[] = {
	{ .name = "do_nanosleep", .symbol = 0, .size = 302, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x55\x89\xf1\x48\x89\xe5\x41\x55\x41\xbd\x01\x20\x00\x00\x41\x54\x53\x48\x89\xfb\x65\x4c\x8b\x24\x25\x00\x00\x00\x00\x48\x83\xec\x18\x65\x48\x8b\x04\x25\x28\x00\x00\x00\x48\x89\x44\x24\x10\x31\xc0\xeb\x1c\x48\x83\x7b\x40\x00\x74\x4c\x49\x8b\x04\x24\xa9\x00\x00\x02\x00\x75\x41\x49\x8b\x04\x24\x31\xc9\xa8\x04\x75\x37\x44\x89\xe8\x41\x87\x44\x24\x18\x48\x8b\x73\x20\x48\x8b\x53\x18\x48\x89\xdf\x48\x29\xf2\xe8\x00\x00\x00\x00\x48\x83\x7b\x40\x00\x74\x05\xe8\x00\x00\x00\x00\x48\x89\xdf\xe8\x00\x00\x00\x00\x85\xc0\x79\xb1\xf3\x90\xeb\xf0\x65\x4c\x8b\x24\x25\x00\x00\x00\x00\x41\xc7\x44\x24\x18\x00\x00\x00\x00\x48\x83\x7b\x40\x00\x74\x7a\x41\x8b\x84\x24\x4c\x09\x00\x00\x85\xc0\x74\x72\x48\x8b\x43\x30\x4c\x8b\x6b\x18\x48\x8b\x40\x30\xe8\x00\x00\x00\x00\x49\x29\xc5\x31\xc0\x48\xc7\x04\x24\x00\x00\x00\x00\x48\xc7\x44\x24\x08\x00\x00\x00\x00\x4d\x85\xed\x7f\x1f\x48\x8b\x54\x24\x10\x65\x48\x2b\x14\x25\x28\x00\x00\x00\x75\x3d\x48\x83\xc4\x18\x5b\x41\x5c\x41\x5d\x5d\xe9\x00\x00\x00\x00\x4c\x89\xef\xe8\x00\x00\x00\x00\x49\x8d\xbc\x24\x38\x09\x00\x00\x48\x89\xe6\x48\x89\x54\x24\x08\x48\x89\x04\x24\xe8\x00\x00\x00\x00\xeb\xbe\x31\xc0\xeb\xba\xb8\xfc\xfd\xff\xff\xeb\xb3\xe8\x00\x00\x00\x00", .relocs = relocs_0, .n_relocs = 8, .sites = sites_0, .n_sites = 3 },
};
static const struct hotsplice_export exports[] = {
	{ .name = "hsx_sleep_0_0", .symbol = 0 },
};

static struct hotsplice_ref ref = {
	.abi = HOTSPLICE_ABI,
	.part = 0,
	.id = "sleep",
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
