/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What an update's modules say to the core.
 *
 * An update has one part for each target (vmlinux or a module), and each part
 * has two modules. <id>-<part>-ref.ko holds the match tables and the dynamic
 * exports: its init calls hotsplice_ref_register(), which matches every
 * function of the tables with run code, gives each symbol its address, and
 * fills in the addresses of the module's own exports. <id>-<part>-new.ko,
 * whose undefined names are these exports, is then relocated by the kernel's
 * loader; its init calls hotsplice_update_register(). User space loads the
 * parts whose target is present and then applies them all in one freeze
 * through /sys/kernel/hotsplice/updates/<id>/control.
 *
 * hotsplice-create generates the tables; the core checks each bound before
 * it uses it, since a damaged table must not harm the kernel.
 */
#ifndef _HOTSPLICE_UPDATE_H
#define _HOTSPLICE_UPDATE_H

#include <linux/types.h>
#include <linux/version.h>
#include "../uapi/hotsplice.h"

/*
 * The checksums of the core's exports cover all types below. struct module is
 * another with each configuration and each set of included headers, so they
 * must not see it: they say whether the tables are the same, nothing else.
 */
#ifdef __GENKSYMS__
#define hotsplice_module void
#else
struct module;
#define hotsplice_module struct module
#endif

/* "No symbol" in a table. */
#define HOTSPLICE_NO_SYMBOL 0xffffffffu

/**
 * enum hotsplice_symbol_kind - how a symbol gets its value
 * @HOTSPLICE_SYM_RUN:      from a relocation met in matched run code
 * @HOTSPLICE_SYM_MATCHED:  it is the entry of a function in the match tables
 * @HOTSPLICE_SYM_ANCHORED: @delta bytes after symbol @anchor; what the linker
 *                          put next to each other stays so
 * @HOTSPLICE_SYM_NAMED:    the one kallsyms entry of that name in @scope;
 *                          none or several is a refusal
 */
enum hotsplice_symbol_kind {
	HOTSPLICE_SYM_RUN,
	HOTSPLICE_SYM_MATCHED,
	HOTSPLICE_SYM_ANCHORED,
	HOTSPLICE_SYM_NAMED,
};

/**
 * struct hotsplice_symbol - a symbol of the kernel that the update refers to
 * @name:   its name in the object, for kallsyms and messages; what kallsyms
 *          does not list may have any name, as "net/core/sock.c:.data" for
 *          the place where the linker put that section of that unit
 * @scope:  for NAMED, "vmlinux" or the module that must define it; else NULL
 * @anchor: for ANCHORED, index of the symbol that @delta counts from; for
 *          MATCHED too, or HOTSPLICE_NO_SYMBOL: the function's address also
 *          gives @anchor a value (the start of its section, which the linker
 *          kept in one piece), so that all functions of a section must agree
 * @kind:   enum hotsplice_symbol_kind
 * @listed: not 0 where kallsyms must list @name at the value
 * @delta:  for ANCHORED and MATCHED, in bytes
 *
 * Other symbols may name the same address. Where a symbol has several
 * sources, all must agree (HOTSPLICE SYMBOL_CONFLICT otherwise).
 */
struct hotsplice_symbol {
	const char *name;
	const char *scope;
	u32 anchor;
	u8 kind;
	u8 listed;
	s64 delta;
};

/**
 * enum hotsplice_reloc_kind - what a relocated field holds
 * @HOTSPLICE_REL_PC32:  s32: symbol + addend - address of the field
 *                       (R_X86_64_PC32 and R_X86_64_PLT32)
 * @HOTSPLICE_REL_32S:   s32, sign-extended: symbol + addend
 * @HOTSPLICE_REL_32:    u32, zero-extended: symbol + addend
 * @HOTSPLICE_REL_64:    u64: symbol + addend
 */
enum hotsplice_reloc_kind {
	HOTSPLICE_REL_PC32,
	HOTSPLICE_REL_32S,
	HOTSPLICE_REL_32,
	HOTSPLICE_REL_64,
};

/**
 * struct hotsplice_reloc - a relocated field in ref code
 * @offset: of the field, from the start of the function (of the variant's
 *          bytes where it belongs to a variant)
 * @symbol: index in the symbol table
 * @kind:   enum hotsplice_reloc_kind
 * @anonymous: not 0 where the field points into data that has no symbol of
 *          its own (string literals, switch tables): its value differs from
 *          place to place and gives no symbol; @symbol is
 *          HOTSPLICE_NO_SYMBOL and @content/@length, if any, are the bytes
 *          that must stand at the target
 * @addend: as in the object (for PC32 counted from the field)
 * @content: expected bytes at the target of an anonymous field, or NULL
 * @content_length: their number
 * @content_bias: the content is at field value + @content_bias, where the
 *          value of a PC32 field is counted from the address of the field:
 *          for "lea string(%rip)" it is 4, and more where the instruction
 *          has bytes after the field
 */
struct hotsplice_reloc {
	u32 offset;
	u32 symbol;
	u8 kind;
	u8 anonymous;
	u16 content_length;
	s32 content_bias;
	s64 addend;
	const u8 *content;
};

/**
 * enum hotsplice_site_kind - a place in code that the kernel patches itself
 * @HOTSPLICE_SITE_VARIANTS:   one of the listed byte strings (alternatives,
 *                             jump labels, lock prefixes, inline retpolines)
 * @HOTSPLICE_SITE_FENTRY:     5 bytes: nop, or a call to a trampoline of
 *                             ftrace where ftrace_location() knows the place
 * @HOTSPLICE_SITE_RETURN:     5 bytes: c3 cc cc cc cc, or e9 to the thunk
 *                             that x86_return_thunk names (6.1: a variable)
 * @HOTSPLICE_SITE_RETPOLINE:  one of the variants, or e8/e9 (or 0f 8x where
 *                             the first variant is one) to code that is
 *                             "[41] ff e0+reg cc" (ITS), @reg in @argument
 * @HOTSPLICE_SITE_STATIC_CALL: 5 bytes: e8 (tail call: e9) to the function in
 *                             the static call key @symbol, or what 6.1
 *                             arch/x86/kernel/static_call.c writes for NULL
 *                             and for __static_call_return0; @argument 1 for
 *                             a tail call
 */
enum hotsplice_site_kind {
	HOTSPLICE_SITE_VARIANTS,
	HOTSPLICE_SITE_FENTRY,
	HOTSPLICE_SITE_RETURN,
	HOTSPLICE_SITE_RETPOLINE,
	HOTSPLICE_SITE_STATIC_CALL,
};

/**
 * struct hotsplice_variant - bytes that may stand at a site
 * @bytes:    as many as the site is long, relocated fields zero
 * @relocs:   relocated fields within @bytes
 * @n_relocs: their number
 * @paravirt: 0, or 1 + the paravirt type: the bytes of the whole site are
 *            what 6.1 apply_paravirt() leaves for that type: a call to the
 *            function pv_ops holds, padded with nops, or nops for
 *            _paravirt_nop. @bytes is not read then and @n_relocs is 0
 */
struct hotsplice_variant {
	const u8 *bytes;
	const struct hotsplice_reloc *relocs;
	u16 n_relocs;
	u16 paravirt;
};

/**
 * struct hotsplice_site - a place in ref code that may differ at run time
 * @offset:     from the start of the function
 * @symbol:     see the kind, else HOTSPLICE_NO_SYMBOL
 * @length:     in bytes
 * @kind:       enum hotsplice_site_kind
 * @argument:   see the kind
 * @n_variants: number of @variants
 * @variants:   bytes allowed, see the kind
 *
 * Sites of a function are sorted by offset and do not overlap; relocations
 * of the function that fall into a site are not in its list of relocations.
 */
struct hotsplice_site {
	u32 offset;
	u32 symbol;
	u8 length;
	u8 kind;
	u8 argument;
	u8 n_variants;
	const struct hotsplice_variant *variants;
};

/**
 * struct hotsplice_function - a function of ref code to be matched
 * @name:     its name in the object, and that of its symbol; candidates are
 *            what kallsyms lists under it in the target
 * @symbol:   index of its own symbol (kind MATCHED)
 * @size:     in bytes, without padding
 * @bytes:    ref code, relocated fields zero
 * @relocs:   sorted by offset
 * @n_relocs: number of @relocs
 * @n_sites:  number of @sites
 * @sites:    sorted by offset
 */
struct hotsplice_function {
	const char *name;
	u32 symbol;
	u32 size;
	const u8 *bytes;
	const struct hotsplice_reloc *relocs;
	const struct hotsplice_site *sites;
	u32 n_relocs;
	u32 n_sites;
};

/**
 * struct hotsplice_export - a dynamic export of the ref module
 * @name:       the exported name, as in the module's symbol table
 * @symbol:     index of the symbol whose address it gets
 * @static_key: not 0 for a struct static_key: one that lies in memory made
 *              read-only after init is exported as a private copy, since the
 *              loader writes to the keys of jump labels (6.1
 *              jump_label_add_module)
 */
struct hotsplice_export {
	const char *name;
	u32 symbol;
	u32 static_key;
};

/**
 * struct hotsplice_ref - all tables of a ref module
 * @abi:         HOTSPLICE_ABI
 * @part:        number of this part within the update, from 0
 * @id:          the update's id
 * @mod:         the ref module
 * @target:      what is matched: "vmlinux" or a module's name
 * @build_id:    of the kernel, 20 bytes as in /sys/kernel/notes
 * @symbols:     symbol table that every index means
 * @functions:   the functions that are matched
 * @exports:     dynamic exports
 * @n_symbols:   number of @symbols
 * @n_functions: number of @functions
 * @n_exports:   number of @exports
 */
struct hotsplice_ref {
	u32 abi;
	u32 part;
	const char *id;
	hotsplice_module *mod;
	const char *target;
	u8 build_id[20];
	const struct hotsplice_symbol *symbols;
	const struct hotsplice_function *functions;
	const struct hotsplice_export *exports;
	u32 n_symbols;
	u32 n_functions;
	u32 n_exports;
};

/**
 * struct hotsplice_redirect - one function that no task may be inside
 * @symbol:      index of the old function (kind MATCHED) in the ref's table
 * @replacement: entry of the new code in the new module, or NULL where the
 *               function is only checked on stacks (a .cold part, whose
 *               parent is redirected)
 */
struct hotsplice_redirect {
	u32 symbol;
	void *replacement;
};

/**
 * enum hotsplice_hook_kind - when a function of the patch's author is called
 * @HOTSPLICE_PRE_APPLY:     before the freeze; may sleep, may refuse
 * @HOTSPLICE_CHECK_APPLY:   in the freeze, before the commit point; may refuse
 * @HOTSPLICE_APPLY:         in the freeze, after the commit point; void
 * @HOTSPLICE_POST_APPLY:    after the freeze; may sleep; void
 * @HOTSPLICE_FAIL_APPLY:    after an apply that did not happen, where the
 *                           update's pre hooks had been called; void
 * @HOTSPLICE_PRE_REVERSE:   as PRE_APPLY, and so on for the twins
 * @HOTSPLICE_CHECK_REVERSE: as CHECK_APPLY
 * @HOTSPLICE_REVERSE:       as APPLY
 * @HOTSPLICE_POST_REVERSE:  as POST_APPLY
 * @HOTSPLICE_FAIL_REVERSE:  as FAIL_APPLY
 * @HOTSPLICE_HOOK_KINDS:    number of kinds
 *
 * Kinds that may refuse are int (*)(void), 0 or -errno; the others are
 * void (*)(void).
 */
enum hotsplice_hook_kind {
	HOTSPLICE_PRE_APPLY,
	HOTSPLICE_CHECK_APPLY,
	HOTSPLICE_APPLY,
	HOTSPLICE_POST_APPLY,
	HOTSPLICE_FAIL_APPLY,
	HOTSPLICE_PRE_REVERSE,
	HOTSPLICE_CHECK_REVERSE,
	HOTSPLICE_REVERSE,
	HOTSPLICE_POST_REVERSE,
	HOTSPLICE_FAIL_REVERSE,
	HOTSPLICE_HOOK_KINDS,
};

/**
 * struct hotsplice_hooks - the functions of one kind, in the order of calls
 * @functions: pointers to them
 * @n:         their number
 */
struct hotsplice_hooks {
	void *const *functions;
	u32 n;
};

/**
 * struct hotsplice_update - what a new module brings
 * @abi:         HOTSPLICE_ABI
 * @part:        equal to the ref's
 * @id:          the update's id, equal to the ref's
 * @mod:         the new module
 * @redirects:   functions to redirect
 * @n_redirects: their number
 * @keep:        not 0 where new code hands out the address of a function that
 *               exists only in the new module (timers, work, RCU callbacks,
 *               operations): the kernel may still call it after a reversal,
 *               when no stack shows it, so the core then keeps the module in
 *               memory for ever; the update can be applied again
 * @hooks:       indexed by enum hotsplice_hook_kind
 */
struct hotsplice_update {
	u32 abi;
	u32 part;
	const char *id;
	hotsplice_module *mod;
	const struct hotsplice_redirect *redirects;
	u32 n_redirects;
	u32 keep;
	struct hotsplice_hooks hooks[HOTSPLICE_HOOK_KINDS];
};

/* Called by a ref module's init; on error nothing of it is kept. */
int hotsplice_ref_register(const struct hotsplice_ref *ref);
/* Called by a ref module's exit. */
void hotsplice_ref_unregister(const struct hotsplice_ref *ref);
/* Called by a new module's init; the update is then loaded, not applied. */
int hotsplice_update_register(const struct hotsplice_update *update);
/* Called by a new module's exit; the core holds the module while applied. */
void hotsplice_update_unregister(const struct hotsplice_update *update);

/*
 * HOTSPLICE_EXPORT(name): a placeholder symbol with an entry in the module's
 * table of GPL exports. The entry lies in a writable section: the loader makes
 * read-only data unwritable before init runs, and init has to give the entry
 * its address. Under genksyms it gives the name a CRC for MODVERSIONS: an
 * importer with versions refuses a name without one (6.1 check_version()).
 * From 6.5 on, where modpost makes both tables from a section of its own, the
 * CRC is HOTSPLICE_EXPORT_CRC, and modpost learns of the exports by a file in
 * KBUILD_EXTRA_SYMBOLS.
 * To be used at file scope in the ref module's C file.
 */
#define HOTSPLICE_EXPORT_CRC 0x48535058

#if defined(CONFIG_MODVERSIONS) && LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
#define HOTSPLICE_CRC_ENTRY(name)					\
	    ".pushsection ___kcrctab_gpl+" #name ",\"a\"\n"		\
	    ".balign 4\n"						\
	    "__crc_" #name ": .long 0x48535058\n"			\
	    ".popsection\n"
#else
#define HOTSPLICE_CRC_ENTRY(name)
#endif

#ifdef __GENKSYMS__
#define HOTSPLICE_EXPORT(name)						\
	extern char name[];						\
	__GENKSYMS_EXPORT_SYMBOL(name);
#else
#define HOTSPLICE_EXPORT(name)						\
	extern char name[];						\
	asm(".pushsection .rodata.hotsplice_placeholder,\"a\"\n"	\
	    ".globl " #name "\n"					\
	    ".type " #name ", @object\n"				\
	    ".size " #name ", 1\n"					\
	    #name ": .byte 0\n"						\
	    ".popsection\n"						\
	    ".pushsection __ksymtab_strings,\"aMS\",@progbits,1\n"	\
	    "__kstrtab_" #name ": .asciz \"" #name "\"\n"		\
	    "__kstrtabns_" #name ": .asciz \"\"\n"			\
	    ".popsection\n"						\
	    ".pushsection ___ksymtab_gpl+" #name ",\"aw\"\n"		\
	    ".balign 4\n"						\
	    "__ksymtab_" #name ":\n"					\
	    ".long " #name " - .\n"					\
	    ".long __kstrtab_" #name " - .\n"				\
	    ".long __kstrtabns_" #name " - .\n"				\
	    ".popsection\n"						\
	    HOTSPLICE_CRC_ENTRY(name));
#endif

#endif /* _HOTSPLICE_UPDATE_H */
