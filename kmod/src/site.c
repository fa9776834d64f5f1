// SPDX-License-Identifier: GPL-2.0-only
/*
 * Variants of self-patched code, see site.h.
 */
#include <linux/string.h>
#include <linux/minmax.h>

#include "site.h"

#define CALL	0xe8
#define JMP	0xe9
#define INT3	0xcc
#define REX_B	0x41
#define CS	0x2e
#define ESCAPE	0x0f
#define BRANCH_LENGTH	5

/* As x86_nops in arch/x86/kernel/alternative.c, longest 8 bytes. */
static const u8 nops[9][8] = {
	{},
	{ 0x90 },
	{ 0x66, 0x90 },
	{ 0x0f, 0x1f, 0x00 },
	{ 0x0f, 0x1f, 0x40, 0x00 },
	{ 0x0f, 0x1f, 0x44, 0x00, 0x00 },
	{ 0x66, 0x0f, 0x1f, 0x44, 0x00, 0x00 },
	{ 0x0f, 0x1f, 0x80, 0x00, 0x00, 0x00, 0x00 },
	{ 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00 },
};

static const u8 ret_bytes[BRANCH_LENGTH] = { 0xc3, INT3, INT3, INT3, INT3 };
/* What stands for a call to __static_call_return0: xor with three prefixes. */
static const u8 xor_bytes[BRANCH_LENGTH] = { CS, CS, CS, 0x31, 0xc0 };

static u64 branch_target(const u8 *displacement, u64 address)
{
	s32 word;

	memcpy(&word, displacement, sizeof(word));
	return address + sizeof(word) + (s64)word;
}

static bool is_branch(const u8 *code, u8 opcode, u64 address, u64 target)
{
	return code[0] == opcode &&
	       branch_target(code + 1, address + 1) == target;
}

static bool is_jcc(const u8 *code)
{
	return code[0] == ESCAPE && (code[1] & 0xf0) == 0x80;
}

static bool is_nop5(const u8 *code)
{
	return !memcmp(code, nops[BRANCH_LENGTH], BRANCH_LENGTH);
}

static bool is_padding(const u8 *code, u32 length)
{
	while (length) {
		u32 n = min_t(u32, length, 8);

		if (memcmp(code, nops[n], n))
			return false;
		code += n;
		length -= n;
	}
	return true;
}

/* What apply_paravirt() leaves for @type, from the live pv_ops. */
static bool paravirt_holds(struct hs_match *m, u32 type, const u8 *code,
			   u32 length, u64 address)
{
	const struct hs_machine *machine = m->machine;
	u64 function;

	if (!machine->pv_ops ||
	    machine->read_data(machine->context, machine->pv_ops + 8 * type,
			       &function, sizeof(function)))
		return false;
	if (function && function == machine->pv_nop)
		return is_padding(code, length);
	if (!function)
		function = machine->pv_bug;
	return length >= BRANCH_LENGTH &&
	       is_branch(code, CALL, address, function) &&
	       is_padding(code + BRANCH_LENGTH, length - BRANCH_LENGTH);
}

static bool variant_bytes_hold(struct hs_match *m,
			       const struct hotsplice_site *site,
			       const struct hotsplice_variant *variant,
			       const u8 *code, u64 address)
{
	u8 bare[U8_MAX];
	u32 i;

	if (variant->paravirt)
		return paravirt_holds(m, variant->paravirt - 1, code,
				      site->length, address);
	memcpy(bare, code, site->length);
	for (i = 0; i < variant->n_relocs; i++) {
		const struct hotsplice_reloc *r = &variant->relocs[i];

		memset(bare + r->offset, 0, hs_field_length(r->kind));
	}
	return !memcmp(bare, variant->bytes, site->length);
}

static bool variant_fields_hold(struct hs_match *m,
				const struct hotsplice_variant *variant,
				const u8 *code, u64 address)
{
	u32 i;

	for (i = 0; i < variant->n_relocs; i++) {
		const struct hotsplice_reloc *r = &variant->relocs[i];

		if (!hs_match_field(m, r, code + r->offset,
				    address + r->offset))
			return false;
	}
	return true;
}

/*
 * Several variants may hold where the symbols that tell them apart have no
 * value yet. The site is explained then, but what the first one proposed
 * stays only if the others say the same.
 */
static enum hs_verdict match_variants(struct hs_match *m,
				      const struct hotsplice_site *site,
				      const u8 *code, u64 address)
{
	u32 start = m->n_proposed;
	bool bytes_hold = false, found = false, alike = true;
	u32 first = 0, i;

	for (i = 0; i < site->n_variants; i++) {
		const struct hotsplice_variant *v = &site->variants[i];

		if (!variant_bytes_hold(m, site, v, code, address))
			continue;
		bytes_hold = true;
		if (!variant_fields_hold(m, v, code, address)) {
			hs_match_withdraw(m, start);
			continue;
		}
		hs_match_withdraw(m, start);
		if (!found)
			first = i;
		found = true;
	}
	if (!found) {
		if (!bytes_hold)
			m->difference.verdict = HS_BYTES;
		return m->difference.verdict;
	}
	variant_fields_hold(m, &site->variants[first], code, address);
	for (i = first + 1; i < site->n_variants && alike; i++) {
		const struct hotsplice_variant *v = &site->variants[i];
		u32 before = m->n_proposed;

		if (!variant_bytes_hold(m, site, v, code, address))
			continue;
		alike = variant_fields_hold(m, v, code, address) &&
			m->n_proposed == before;
	}
	if (!alike)
		hs_match_withdraw(m, start);
	m->difference.verdict = HS_EQUAL;
	return HS_EQUAL;
}

static bool fentry_holds(struct hs_match *m, const u8 *code, u64 address)
{
	u64 target = branch_target(code + 1, address + 1);

	if (is_nop5(code))
		return true;
	return code[0] == CALL &&
	       m->machine->is_ftrace_call(m->machine->context, address, target);
}

static bool return_holds(struct hs_match *m, const u8 *code, u64 address)
{
	u64 thunk = m->machine->return_thunk;

	return !memcmp(code, ret_bytes, BRANCH_LENGTH) ||
	       (thunk && is_branch(code, JMP, address, thunk));
}

/*
 * Against Indirect Target Selection a retpoline site branches to a copy of
 * "jmp *%reg; int3", in the kernel's text or in a page made at run time.
 */
static bool its_holds(struct hs_match *m, const struct hotsplice_site *site,
		      const u8 *expected, const u8 *code, u64 address)
{
	u8 reg = site->argument;
	u8 want[4] = { REX_B, 0xff, 0xe0 + (reg & 7), INT3 };
	const u8 *thunk = reg >= 8 ? want : want + 1;
	size_t length = reg >= 8 ? 4 : 3;
	u8 found[4];
	u32 opcode;

	if (site->length == BRANCH_LENGTH)
		opcode = 0;
	else if (site->length == BRANCH_LENGTH + 1)
		opcode = 1;
	else
		return false;
	/* The prefix, and the kind of branch, are as in ref code. */
	if (memcmp(code, expected, opcode + 1))
		return false;
	if (opcode && is_jcc(code))
		; /* the displacement follows the second byte as well */
	else if (code[opcode] != CALL && code[opcode] != JMP)
		return false;
	address += opcode + 1;
	if (m->machine->read_code(m->machine->context,
				  branch_target(code + opcode + 1, address),
				  found, length))
		return false;
	return !memcmp(found, thunk, length);
}

static bool static_call_branch_holds(struct hs_match *m, bool tail, u64 function,
				     const u8 *expected, const u8 *code,
				     u64 address)
{
	const struct hs_machine *machine = m->machine;

	if (is_jcc(expected)) {
		if (code[0] != expected[0] || code[1] != expected[1])
			return false;
		address = branch_target(code + 2, address + 2);
		if (function)
			return address == function;
		return address == machine->static_call_return ||
		       address == machine->default_return_thunk;
	}
	if (tail)
		return function ? is_branch(code, JMP, address, function) :
				  return_holds(m, code, address);
	if (!function)
		return is_nop5(code);
	if (function == machine->static_call_return0)
		return !memcmp(code, xor_bytes, BRANCH_LENGTH);
	return is_branch(code, CALL, address, function);
}

static enum hs_verdict match_static_call(struct hs_match *m,
					 const struct hotsplice_site *site,
					 const u8 *expected, const u8 *code,
					 u64 address)
{
	const struct hs_value *key = &m->values[site->symbol];
	u64 function;

	if (!key->known && key->trial != m->trial) {
		m->difference.symbol = site->symbol;
		return HS_WAITING;
	}
	if (m->machine->read_data(m->machine->context, key->value, &function,
				  sizeof(function)))
		return HS_UNREADABLE;
	return static_call_branch_holds(m, site->argument, function, expected,
					code, address) ? HS_EQUAL : HS_BYTES;
}

enum hs_verdict hs_site_match(struct hs_match *m,
			      const struct hotsplice_site *site,
			      const u8 *expected, const u8 *code, u64 address)
{
	enum hs_verdict verdict = HS_BYTES;

	switch (site->kind) {
	case HOTSPLICE_SITE_FENTRY:
		if (fentry_holds(m, code, address))
			verdict = HS_EQUAL;
		break;
	case HOTSPLICE_SITE_RETURN:
		if (return_holds(m, code, address))
			verdict = HS_EQUAL;
		break;
	case HOTSPLICE_SITE_STATIC_CALL:
		verdict = match_static_call(m, site, expected, code, address);
		break;
	case HOTSPLICE_SITE_RETPOLINE:
		verdict = match_variants(m, site, code, address);
		if (verdict != HS_EQUAL &&
		    its_holds(m, site, expected, code, address))
			verdict = HS_EQUAL;
		break;
	default:
		verdict = match_variants(m, site, code, address);
	}
	if (verdict == HS_BYTES)
		m->difference.symbol = HOTSPLICE_NO_SYMBOL;
	if (verdict != HS_WAITING)
		m->difference.verdict = verdict;
	return verdict;
}
