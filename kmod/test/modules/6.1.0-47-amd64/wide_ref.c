// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>
#include <hotsplice/update.h>

HOTSPLICE_EXPORT(hsx_wide_0_0)
static const struct hotsplice_reloc relocs_0[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_0[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_1[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_1[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_2[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_2[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_3[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_3[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_4[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_4[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_5[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_5[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_6[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_6[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_7[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_7[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_8[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_8[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_9[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_9[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_10[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_10[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_11[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_11[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_12[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_12[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_13[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_13[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_14[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_14[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_15[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_15[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_16[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_16[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_17[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_17[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_18[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_18[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_19[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_19[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_20[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_20[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_21[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_21[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_22[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_22[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_23[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_23[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_24[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_24[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_25[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_25[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_26[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_26[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_27[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_27[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_28[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_28[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_29[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_29[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_30[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_30[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_31[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_31[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_32[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_32[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_33[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_33[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_34[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_34[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_35[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_35[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_36[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_36[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_37[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_37[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_38[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_38[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_39[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_39[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_40[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_40[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_41[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_41[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_42[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_42[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_43[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_43[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_44[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_44[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_45[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_45[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_46[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_46[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_47[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_47[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_48[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_48[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_reloc relocs_49[] = {
	{ .offset = 0x8, .kind = HOTSPLICE_REL_PC32, .symbol = 50, .addend = -4 }
};

static const struct hotsplice_site sites_49[] = {
	{ .offset = 0x0, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_FENTRY, .argument = 0, .n_variants = 0, .variants = NULL },
	{ .offset = 0xf, .length = 5, .symbol = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SITE_RETURN, .argument = 0, .n_variants = 0, .variants = NULL },
};

static const struct hotsplice_symbol symbols[] = {
	{ .name = "wide_10", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_11", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_12", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_13", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_14", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_15", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_16", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_17", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_18", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_19", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_20", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_21", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_22", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_23", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_24", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_25", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_26", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_27", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_28", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_29", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_30", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_31", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_32", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_33", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_34", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_35", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_36", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_37", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_38", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_39", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_40", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_41", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_42", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_43", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_44", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_45", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_46", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_47", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_48", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_49", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_50", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_51", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_52", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_53", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_54", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_55", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_56", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_57", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_58", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "wide_59", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_MATCHED, .listed = 1, .scope = NULL },
	{ .name = "unit.c:.data", .anchor = HOTSPLICE_NO_SYMBOL, .kind = HOTSPLICE_SYM_RUN, .listed = 0, .scope = NULL },
};
static const struct hotsplice_function functions[] = {
	{ .name = "wide_10", .symbol = 0, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x0a\xe9\x00\x00\x00\x00", .relocs = relocs_0, .n_relocs = 1, .sites = sites_0, .n_sites = 2 },
	{ .name = "wide_11", .symbol = 1, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x0b\xe9\x00\x00\x00\x00", .relocs = relocs_1, .n_relocs = 1, .sites = sites_1, .n_sites = 2 },
	{ .name = "wide_12", .symbol = 2, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x0c\xe9\x00\x00\x00\x00", .relocs = relocs_2, .n_relocs = 1, .sites = sites_2, .n_sites = 2 },
	{ .name = "wide_13", .symbol = 3, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x0d\xe9\x00\x00\x00\x00", .relocs = relocs_3, .n_relocs = 1, .sites = sites_3, .n_sites = 2 },
	{ .name = "wide_14", .symbol = 4, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x0e\xe9\x00\x00\x00\x00", .relocs = relocs_4, .n_relocs = 1, .sites = sites_4, .n_sites = 2 },
	{ .name = "wide_15", .symbol = 5, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x0f\xe9\x00\x00\x00\x00", .relocs = relocs_5, .n_relocs = 1, .sites = sites_5, .n_sites = 2 },
	{ .name = "wide_16", .symbol = 6, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x10\xe9\x00\x00\x00\x00", .relocs = relocs_6, .n_relocs = 1, .sites = sites_6, .n_sites = 2 },
	{ .name = "wide_17", .symbol = 7, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x11\xe9\x00\x00\x00\x00", .relocs = relocs_7, .n_relocs = 1, .sites = sites_7, .n_sites = 2 },
	{ .name = "wide_18", .symbol = 8, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x12\xe9\x00\x00\x00\x00", .relocs = relocs_8, .n_relocs = 1, .sites = sites_8, .n_sites = 2 },
	{ .name = "wide_19", .symbol = 9, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x13\xe9\x00\x00\x00\x00", .relocs = relocs_9, .n_relocs = 1, .sites = sites_9, .n_sites = 2 },
	{ .name = "wide_20", .symbol = 10, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x14\xe9\x00\x00\x00\x00", .relocs = relocs_10, .n_relocs = 1, .sites = sites_10, .n_sites = 2 },
	{ .name = "wide_21", .symbol = 11, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x15\xe9\x00\x00\x00\x00", .relocs = relocs_11, .n_relocs = 1, .sites = sites_11, .n_sites = 2 },
	{ .name = "wide_22", .symbol = 12, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x16\xe9\x00\x00\x00\x00", .relocs = relocs_12, .n_relocs = 1, .sites = sites_12, .n_sites = 2 },
	{ .name = "wide_23", .symbol = 13, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x17\xe9\x00\x00\x00\x00", .relocs = relocs_13, .n_relocs = 1, .sites = sites_13, .n_sites = 2 },
	{ .name = "wide_24", .symbol = 14, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x18\xe9\x00\x00\x00\x00", .relocs = relocs_14, .n_relocs = 1, .sites = sites_14, .n_sites = 2 },
	{ .name = "wide_25", .symbol = 15, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x19\xe9\x00\x00\x00\x00", .relocs = relocs_15, .n_relocs = 1, .sites = sites_15, .n_sites = 2 },
	{ .name = "wide_26", .symbol = 16, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x1a\xe9\x00\x00\x00\x00", .relocs = relocs_16, .n_relocs = 1, .sites = sites_16, .n_sites = 2 },
	{ .name = "wide_27", .symbol = 17, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x1b\xe9\x00\x00\x00\x00", .relocs = relocs_17, .n_relocs = 1, .sites = sites_17, .n_sites = 2 },
	{ .name = "wide_28", .symbol = 18, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x1c\xe9\x00\x00\x00\x00", .relocs = relocs_18, .n_relocs = 1, .sites = sites_18, .n_sites = 2 },
	{ .name = "wide_29", .symbol = 19, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x1d\xe9\x00\x00\x00\x00", .relocs = relocs_19, .n_relocs = 1, .sites = sites_19, .n_sites = 2 },
	{ .name = "wide_30", .symbol = 20, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x1e\xe9\x00\x00\x00\x00", .relocs = relocs_20, .n_relocs = 1, .sites = sites_20, .n_sites = 2 },
	{ .name = "wide_31", .symbol = 21, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x1f\xe9\x00\x00\x00\x00", .relocs = relocs_21, .n_relocs = 1, .sites = sites_21, .n_sites = 2 },
	{ .name = "wide_32", .symbol = 22, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x20\xe9\x00\x00\x00\x00", .relocs = relocs_22, .n_relocs = 1, .sites = sites_22, .n_sites = 2 },
	{ .name = "wide_33", .symbol = 23, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x21\xe9\x00\x00\x00\x00", .relocs = relocs_23, .n_relocs = 1, .sites = sites_23, .n_sites = 2 },
	{ .name = "wide_34", .symbol = 24, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x22\xe9\x00\x00\x00\x00", .relocs = relocs_24, .n_relocs = 1, .sites = sites_24, .n_sites = 2 },
	{ .name = "wide_35", .symbol = 25, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x23\xe9\x00\x00\x00\x00", .relocs = relocs_25, .n_relocs = 1, .sites = sites_25, .n_sites = 2 },
	{ .name = "wide_36", .symbol = 26, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x24\xe9\x00\x00\x00\x00", .relocs = relocs_26, .n_relocs = 1, .sites = sites_26, .n_sites = 2 },
	{ .name = "wide_37", .symbol = 27, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x25\xe9\x00\x00\x00\x00", .relocs = relocs_27, .n_relocs = 1, .sites = sites_27, .n_sites = 2 },
	{ .name = "wide_38", .symbol = 28, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x26\xe9\x00\x00\x00\x00", .relocs = relocs_28, .n_relocs = 1, .sites = sites_28, .n_sites = 2 },
	{ .name = "wide_39", .symbol = 29, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x27\xe9\x00\x00\x00\x00", .relocs = relocs_29, .n_relocs = 1, .sites = sites_29, .n_sites = 2 },
	{ .name = "wide_40", .symbol = 30, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x28\xe9\x00\x00\x00\x00", .relocs = relocs_30, .n_relocs = 1, .sites = sites_30, .n_sites = 2 },
	{ .name = "wide_41", .symbol = 31, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x29\xe9\x00\x00\x00\x00", .relocs = relocs_31, .n_relocs = 1, .sites = sites_31, .n_sites = 2 },
	{ .name = "wide_42", .symbol = 32, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x2a\xe9\x00\x00\x00\x00", .relocs = relocs_32, .n_relocs = 1, .sites = sites_32, .n_sites = 2 },
	{ .name = "wide_43", .symbol = 33, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x2b\xe9\x00\x00\x00\x00", .relocs = relocs_33, .n_relocs = 1, .sites = sites_33, .n_sites = 2 },
	{ .name = "wide_44", .symbol = 34, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x2c\xe9\x00\x00\x00\x00", .relocs = relocs_34, .n_relocs = 1, .sites = sites_34, .n_sites = 2 },
	{ .name = "wide_45", .symbol = 35, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x2d\xe9\x00\x00\x00\x00", .relocs = relocs_35, .n_relocs = 1, .sites = sites_35, .n_sites = 2 },
	{ .name = "wide_46", .symbol = 36, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x2e\xe9\x00\x00\x00\x00", .relocs = relocs_36, .n_relocs = 1, .sites = sites_36, .n_sites = 2 },
	{ .name = "wide_47", .symbol = 37, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x2f\xe9\x00\x00\x00\x00", .relocs = relocs_37, .n_relocs = 1, .sites = sites_37, .n_sites = 2 },
	{ .name = "wide_48", .symbol = 38, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x30\xe9\x00\x00\x00\x00", .relocs = relocs_38, .n_relocs = 1, .sites = sites_38, .n_sites = 2 },
	{ .name = "wide_49", .symbol = 39, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x31\xe9\x00\x00\x00\x00", .relocs = relocs_39, .n_relocs = 1, .sites = sites_39, .n_sites = 2 },
	{ .name = "wide_50", .symbol = 40, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x32\xe9\x00\x00\x00\x00", .relocs = relocs_40, .n_relocs = 1, .sites = sites_40, .n_sites = 2 },
	{ .name = "wide_51", .symbol = 41, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x33\xe9\x00\x00\x00\x00", .relocs = relocs_41, .n_relocs = 1, .sites = sites_41, .n_sites = 2 },
	{ .name = "wide_52", .symbol = 42, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x34\xe9\x00\x00\x00\x00", .relocs = relocs_42, .n_relocs = 1, .sites = sites_42, .n_sites = 2 },
	{ .name = "wide_53", .symbol = 43, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x35\xe9\x00\x00\x00\x00", .relocs = relocs_43, .n_relocs = 1, .sites = sites_43, .n_sites = 2 },
	{ .name = "wide_54", .symbol = 44, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x36\xe9\x00\x00\x00\x00", .relocs = relocs_44, .n_relocs = 1, .sites = sites_44, .n_sites = 2 },
	{ .name = "wide_55", .symbol = 45, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x37\xe9\x00\x00\x00\x00", .relocs = relocs_45, .n_relocs = 1, .sites = sites_45, .n_sites = 2 },
	{ .name = "wide_56", .symbol = 46, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x38\xe9\x00\x00\x00\x00", .relocs = relocs_46, .n_relocs = 1, .sites = sites_46, .n_sites = 2 },
	{ .name = "wide_57", .symbol = 47, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x39\xe9\x00\x00\x00\x00", .relocs = relocs_47, .n_relocs = 1, .sites = sites_47, .n_sites = 2 },
	{ .name = "wide_58", .symbol = 48, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x3a\xe9\x00\x00\x00\x00", .relocs = relocs_48, .n_relocs = 1, .sites = sites_48, .n_sites = 2 },
	{ .name = "wide_59", .symbol = 49, .size = 20, .bytes = (const u8 *)"\xe8\x00\x00\x00\x00\x0f\xaf\x3d\x00\x00\x00\x00\x8d\x47\x3b\xe9\x00\x00\x00\x00", .relocs = relocs_49, .n_relocs = 1, .sites = sites_49, .n_sites = 2 },
};
static const struct hotsplice_export exports[] = {
	{ .name = "hsx_wide_0_0", .symbol = 0 },
};

static struct hotsplice_ref ref = {
	.abi = HOTSPLICE_ABI,
	.part = 0,
	.id = "wide",
	.mod = THIS_MODULE,
	.target = "wide",
	.build_id = { 0x12, 0xf1, 0xe1, 0xca, 0x03, 0x2e, 0x49, 0x93, 0x18, 0xc5, 0xcc, 0x64, 0xe0, 0x24, 0xd3, 0xe6, 0x17, 0x62, 0x4b, 0xf6 },
	.symbols = symbols,
	.functions = functions,
	.exports = exports,
	.n_symbols = ARRAY_SIZE(symbols),
	.n_functions = ARRAY_SIZE(functions),
	.n_exports = ARRAY_SIZE(exports),
};

#include "faults.h"
