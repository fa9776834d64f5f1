/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

struct kernel_param { const char *name; void *arg; };

static int limit = 3;
static int old_limit = 4;

/* What struct pci_fixup looks like after assembly: no symbols. */
asm(".pushsection .pci_fixup_final, \"a\"\n"
    ".balign 8\n"
    ".short 0x8086, 0x1234\n"
    ".long 0, 0\n"
    ".long quirk - .\n"
    ".popsection\n");
#ifdef PATCHED
asm(".pushsection .pci_fixup_final, \"a\"\n"
    ".balign 8\n"
    ".short 0x8086, 0x4321\n"
    ".long 0, 0\n"
    ".long quirk - .\n"
    ".popsection\n");
asm(".pushsection .pci_fixup_early, \"a\"\n"
    ".balign 8\n"
    ".short 0x8086, 0x4321\n"
    ".long 0, 0\n"
    ".long quirk - .\n"
    ".popsection\n");
#endif

/* The same function in two sets of BTF ids, which count on. */
asm(".pushsection .BTF_ids, \"a\"\n"
    ".local __BTF_ID__func__quirk__1\n"
    "__BTF_ID__func__quirk__1: .zero 4\n"
    ".local __BTF_ID__func__quirk__2\n"
    "__BTF_ID__func__quirk__2: .zero 4\n"
    ".popsection\n");

static const struct kernel_param __used __section("__param") __param_limit = { "limit", &limit };
#ifdef PATCHED
static const struct kernel_param __used __section("__param") __param_fresh = { "fresh", &old_limit };
#else
static const struct kernel_param __used __section("__param") __param_old = { "old", &old_limit };
#endif

int quirk(int x)
{
#ifdef PATCHED
	return work(x) + limit + old_limit;
#else
	return work(x) + limit;
#endif
}
