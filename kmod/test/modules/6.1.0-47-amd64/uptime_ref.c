// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>
#include <hotsplice/update.h>

HOTSPLICE_EXPORT(hsx_uptime_0_0)
HOTSPLICE_EXPORT(hsx_uptime_0_1)
static const struct hotsplice_reloc relocs_0[] = {
	{ .offset = 0x49, .kind = HOTSPLICE_REL_PC32, .symbol = 1, .addend = -4 },
	{ .offset = 0x54, .kind = HOTSPLICE_REL_PC32, .symbol = 2, .addend = -4 },
	{ .offset = 0x60, .kind = HOTSPLICE_REL_PC32, .symbol = 3, .addend = -4 },
	{ .offset = 0x6a, .kind = HOTSPLICE_REL_32S, .symbol = 4, .addend = 0 },
	{ .offset = 0x6f, .kind = HOTSPLICE_REL_PC32, .symbol = 5, .addend = -4 },
	{ .offset = 0x75, .kind = HOTSPLICE_REL_PC32, .symbol = 3, .addend = -4 },
	{ .offset = 0x87, .kind = HOTSPLICE_REL_PC32, .symbol = 6, .addend = -4 },
	{ .offset = 0x8f, .kind = HOTSPLICE_REL_PC32, .symbol = 7, .addend = -4 },
	{ .offset = 0x98, .kind = HOTSPLICE_REL_32S, .symbol = 8, .addend = 0 },
	{ .offset = 0xc7, .kind = HOTSPLICE_REL_PC32, .symbol = 9, .addend = -4 },
	{ .offset = 0x12b, .kind = HOTSPLICE_REL_32S, .symbol = HOTSPLICE_NO_SYMBOL, .anonymous = 1, .content = (const u8 *)"\x25\x6c\x75\x2e\x25\x30\x32\x6c\x75\x20\x25\x6c\x75\x2e\x25\x30\x32\x6c\x75\x0a\x00", .content_length = 21, .content_bias = 0 },
	{ .offset = 0x130, .kind = HOTSPLICE_REL_PC32, .symbol = 10, .addend = -4 },
	{ .offset = 0x15a, .kind = HOTSPLICE_REL_PC32, .symbol = 11, .addend = -4 }
};

static const struct hotsplice_site sites_0[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0x154, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_symbol symbols[] = {
	{ .name = "uptime_proc_show", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "kcpustat_cpu_fetch", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "get_idle_time", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "nr_cpu_ids", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "__cpu_possible_mask", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "_find_next_bit", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "ktime_get_with_offset", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "ns_to_timespec64", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "current_task", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "set_normalized_timespec64", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "seq_printf", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
	{ .name = "__stack_chk_fail", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
};
static const struct hotsplice_function functions[] = {
	{ .name = "uptime_proc_show", .symbol = 0, .size = 350, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x55\x31\xd2\x48\x89\xe5\x41\x57\x41\x56\x49\x89\xfe\x41\x55\x45\x31\xed\x41\x54\x53\x48\x83\xec\x68\x65\x48\x8b\x04\x25\x28\x00\x00\x00\x48\x89\x44\x24\x60\x31\xc0\x4c\x8d\x64\x24\x10\xeb\x29\x31\xc0\xb9\x0a\x00\x00\x00\x4c\x89\xe7\x44\x89\xfe\xf3\x48\xab\x4c\x89\xe7\xe8\x00\x00\x00\x00\x44\x89\xfe\x4c\x89\xe7\xe8\x00\x00\x00\x00\x8d\x53\x01\x49\x01\xc5\x8b\x35\x00\x00\x00\x00\x48\x63\xd2\x48\xc7\xc7\x00\x00\x00\x00\xe8\x00\x00\x00\x00\x3b\x05\x00\x00\x00\x00\x48\x89\xc3\x41\x89\xc7\x72\xb4\xbf\x01\x00\x00\x00\xe8\x00\x00\x00\x00\x48\x89\xc7\xe8\x00\x00\x00\x00\x65\x48\x8b\x0c\x25\x00\x00\x00\x00\x48\x8b\x89\xf8\x0b\x00\x00\x48\x89\xe7\x48\xc7\x04\x24\x00\x00\x00\x00\x48\xc7\x44\x24\x08\x00\x00\x00\x00\x48\x8b\x49\x30\x48\x03\x41\x38\x48\x03\x51\x40\x48\x89\xc6\xe8\x00\x00\x00\x00\x4c\x89\xea\x48\x8b\x74\x24\x08\x4c\x89\xf7\x48\xb8\x53\x5a\x9b\xa0\x2f\xb8\x44\x00\x48\xc1\xea\x09\x48\xb9\xbd\x42\x7a\xe5\xd5\x94\xbf\xd6\x48\xf7\xe2\x48\xc1\xea\x0b\x48\x69\xc2\x00\xca\x9a\x3b\x49\x89\xd0\x49\x29\xc5\x4c\x89\xe8\x48\xf7\xe1\x48\x89\xf0\x49\x89\xd1\x48\xf7\xe9\x49\xc1\xe9\x17\x48\x8d\x0c\x32\x48\xc1\xfe\x3f\x48\x8b\x14\x24\x48\xc1\xf9\x17\x48\x29\xf1\x48\xc7\xc6\x00\x00\x00\x00\xe8\x00\x00\x00\x00\x48\x8b\x44\x24\x60\x65\x48\x2b\x04\x25\x28\x00\x00\x00\x75\x15\x48\x83\xc4\x68\x31\xc0\x5b\x41\x5c\x41\x5d\x41\x5e\x41\x5f\x5d\xe9\x00\x00\x00\x00\xe8\x00\x00\x00\x00", .relocs = relocs_0, .n_relocs = 13, .sites = sites_0, .n_sites = 2 },
};
static const struct hotsplice_export exports[] = {
	{ .name = "hsx_uptime_0_0", .symbol = 0 },
	{ .name = "hsx_uptime_0_1", .symbol = 2 },
};

static struct hotsplice_ref ref = {
	.abi = HOTSPLICE_ABI,
	.part = 0,
	.id = "uptime",
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
