/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Run-pre matching: does the code at an address equal a function of the ref
 * tables, and which values do its relocated fields give to symbols?
 *
 * Pure: run code and the live state of the machine are read through struct
 * hs_machine, nothing is allocated, and the same files build in user space.
 * The tables must have passed hs_table_check() before.
 */
#ifndef _HS_MATCH_H
#define _HS_MATCH_H

#include <hotsplice/update.h>

/* Bytes of run and ref code that a difference shows. */
#define HS_SHOWN 16

/**
 * enum hs_verdict - what comparing a function with an address says
 * @HS_EQUAL:      equal, and every field agrees with what is known
 * @HS_WAITING:    a site depends on a symbol that has no value yet
 * @HS_BYTES:      a byte differs that no site explains
 * @HS_CONTENT:    anonymous data that a field points at differs
 * @HS_CONFLICT:   a field gives a symbol another value than is known
 * @HS_UNLISTED:   kallsyms does not list a symbol at the value of a field
 * @HS_UNREADABLE: the memory there cannot be read
 */
enum hs_verdict {
	HS_EQUAL,
	HS_WAITING,
	HS_BYTES,
	HS_CONTENT,
	HS_CONFLICT,
	HS_UNLISTED,
	HS_UNREADABLE,
};

/**
 * struct hs_difference - the first difference between ref and run code
 * @verdict:  its kind
 * @offset:   from the start of the function
 * @symbol:   the symbol concerned, or HOTSPLICE_NO_SYMBOL
 * @known:    for HS_CONFLICT, the value known before
 * @value:    the value that the field gives
 * @length:   number of @expected and @found bytes
 * @expected: ref bytes, from @offset
 * @found:    run bytes, from @offset
 */
struct hs_difference {
	enum hs_verdict verdict;
	u32 offset;
	u32 symbol;
	u64 known;
	u64 value;
	u8 length;
	u8 expected[HS_SHOWN];
	u8 found[HS_SHOWN];
};

/**
 * struct hs_machine - what matching has to know of the running kernel
 * @context: given to the callbacks
 * @read_code: copies code as it was before our redirects and kprobes
 * @read_data: copies memory as it is; both return 0 or -errno
 * @is_ftrace_call: may ftrace have put a call to @target at @site?
 * @is_listed: does kallsyms list the name of @symbol at @value?
 * @named: number of kallsyms entries for a symbol of kind NAMED, and the
 *         value of one
 * @return_thunk: value of x86_return_thunk, 0 if the kernel has none
 * @default_return_thunk: address of __x86_return_thunk, or 0
 * @pv_ops: address of pv_ops, or 0
 * @pv_nop: address of _paravirt_nop, or 0
 * @pv_bug: address of paravirt_BUG, or 0
 * @static_call_return0: address of __static_call_return0, or 0
 * @static_call_return: address of __static_call_return, or 0
 */
struct hs_machine {
	void *context;
	int (*read_code)(void *context, u64 address, void *to, size_t length);
	int (*read_data)(void *context, u64 address, void *to, size_t length);
	bool (*is_ftrace_call)(void *context, u64 site, u64 target);
	bool (*is_listed)(void *context, u32 symbol, u64 value);
	u32 (*named)(void *context, u32 symbol, u64 *value);
	u64 return_thunk;
	u64 default_return_thunk;
	u64 pv_ops;
	u64 pv_nop;
	u64 pv_bug;
	u64 static_call_return0;
	u64 static_call_return;
};

/**
 * struct hs_value - value of a symbol
 * @value: meaningful where @known, or @trial is the trial that runs
 * @trial: number of the trial that proposed @value
 * @known: a trial that gave it was accepted
 */
struct hs_value {
	u64 value;
	u64 trial;
	bool known;
};

/**
 * struct hs_match - state of matching one table
 * @ref:        the table
 * @machine:    the running kernel
 * @values:     one for each symbol
 * @proposed:   symbols to which this trial gave a value; room for n_symbols
 * @n_proposed: their number
 * @trial:      number of this trial, from 1
 * @code:       room for the largest function
 * @difference: the first difference of the last trial that failed
 */
struct hs_match {
	const struct hotsplice_ref *ref;
	const struct hs_machine *machine;
	struct hs_value *values;
	u32 *proposed;
	u32 n_proposed;
	u64 trial;
	u8 *code;
	struct hs_difference difference;
};

/*
 * Compares @function with run code at @address. On HS_EQUAL the values it
 * proposes wait for hs_match_accept(); the next trial drops them.
 */
enum hs_verdict hs_match_function(struct hs_match *match,
				  const struct hotsplice_function *function,
				  u64 address);

/* Makes the values that the last trial proposed known. */
void hs_match_accept(struct hs_match *match);

/* For site.c: gives @symbol a value, or records the conflict. */
bool hs_match_propose(struct hs_match *match, u32 symbol, u64 value);

/* For site.c: takes back the proposals after the first @n. */
void hs_match_withdraw(struct hs_match *match, u32 n);

/* For site.c: checks a relocated field of run code. */
bool hs_match_field(struct hs_match *match, const struct hotsplice_reloc *reloc,
		    const u8 *field, u64 address);

/* Length of the field of a relocation of that kind. */
u32 hs_field_length(u8 kind);

#endif /* _HS_MATCH_H */
