// SPDX-License-Identifier: GPL-2.0-only
/*
 * Run-pre matching of one function, see match.h.
 */
#include <linux/string.h>
#include <linux/minmax.h>

#include "match.h"
#include "site.h"

/* Longest run of anonymous data that is compared at once. */
#define CONTENT_CHUNK 64

u32 hs_field_length(u8 kind)
{
	return kind == HOTSPLICE_REL_64 ? 8 : 4;
}

/* The address or value in a field; addends are not taken off. */
static u64 field_value(u8 kind, const u8 *field, u64 address)
{
	s32 word;
	u64 quad;

	if (kind == HOTSPLICE_REL_64) {
		memcpy(&quad, field, sizeof(quad));
		return quad;
	}
	memcpy(&word, field, sizeof(word));
	switch (kind) {
	case HOTSPLICE_REL_PC32:
		return address + (s64)word;
	case HOTSPLICE_REL_32S:
		return (s64)word;
	default:
		return (u32)word;
	}
}

static void differ(struct hs_match *m, enum hs_verdict verdict, u32 symbol,
		   u64 value, u64 known)
{
	m->difference.verdict = verdict;
	m->difference.symbol = symbol;
	m->difference.value = value;
	m->difference.known = known;
}

bool hs_match_propose(struct hs_match *m, u32 symbol, u64 value)
{
	struct hs_value *v = &m->values[symbol];

	if (v->known || v->trial == m->trial) {
		if (v->value == value)
			return true;
		differ(m, HS_CONFLICT, symbol, value, v->value);
		return false;
	}
	if (m->ref->symbols[symbol].listed &&
	    !m->machine->is_listed(m->machine->context, symbol, value)) {
		differ(m, HS_UNLISTED, symbol, value, 0);
		return false;
	}
	v->value = value;
	v->trial = m->trial;
	m->proposed[m->n_proposed++] = symbol;
	return true;
}

void hs_match_withdraw(struct hs_match *m, u32 n)
{
	while (m->n_proposed > n)
		m->values[m->proposed[--m->n_proposed]].trial = 0;
}

void hs_match_accept(struct hs_match *m)
{
	u32 i;

	for (i = 0; i < m->n_proposed; i++)
		m->values[m->proposed[i]].known = true;
	m->n_proposed = 0;
}

static bool content_equal(struct hs_match *m,
			  const struct hotsplice_reloc *reloc, u64 address)
{
	u8 found[CONTENT_CHUNK];
	u32 done = 0;

	while (done < reloc->content_length) {
		u32 n = min_t(u32, sizeof(found), reloc->content_length - done);

		if (m->machine->read_data(m->machine->context, address + done,
					  found, n) ||
		    memcmp(found, reloc->content + done, n)) {
			differ(m, HS_CONTENT, HOTSPLICE_NO_SYMBOL, address, 0);
			return false;
		}
		done += n;
	}
	return true;
}

bool hs_match_field(struct hs_match *m, const struct hotsplice_reloc *reloc,
		    const u8 *field, u64 address)
{
	u64 value = field_value(reloc->kind, field, address);

	if (reloc->anonymous)
		return content_equal(m, reloc, value + reloc->content_bias);
	return hs_match_propose(m, reloc->symbol, value - reloc->addend);
}

/* Completes the difference at @offset with the bytes on both sides. */
static void show(struct hs_match *m, const struct hotsplice_function *f,
		 u32 offset)
{
	struct hs_difference *d = &m->difference;

	d->offset = offset;
	d->length = min_t(u32, HS_SHOWN, f->size - offset);
	memcpy(d->expected, f->bytes + offset, d->length);
	memcpy(d->found, m->code + offset, d->length);
}

static bool plain_equal(struct hs_match *m, const struct hotsplice_function *f,
			u32 from, u32 to)
{
	for (; from < to; from++) {
		if (f->bytes[from] == m->code[from])
			continue;
		differ(m, HS_BYTES, HOTSPLICE_NO_SYMBOL, 0, 0);
		show(m, f, from);
		return false;
	}
	return true;
}

/* The bytes of a function in their order: plain, fields and sites. */
static enum hs_verdict compare(struct hs_match *m,
			       const struct hotsplice_function *f, u64 address)
{
	u32 at = 0, reloc = 0, site = 0;
	bool waiting = false;

	while (reloc < f->n_relocs || site < f->n_sites) {
		const struct hotsplice_reloc *r = f->relocs + reloc;
		const struct hotsplice_site *s = f->sites + site;
		bool is_site = reloc == f->n_relocs ||
			(site < f->n_sites && s->offset < r->offset);
		u32 offset = is_site ? s->offset : r->offset;
		enum hs_verdict verdict = HS_EQUAL;

		if (!plain_equal(m, f, at, offset))
			return HS_BYTES;
		if (is_site) {
			verdict = hs_site_match(m, s, f->bytes + offset,
						m->code + offset,
						address + offset);
			at = offset + s->length;
			site++;
		} else {
			if (!hs_match_field(m, r, m->code + offset,
					    address + offset))
				verdict = m->difference.verdict;
			at = offset + hs_field_length(r->kind);
			reloc++;
		}
		if (verdict == HS_WAITING) {
			waiting = true;
		} else if (verdict != HS_EQUAL) {
			show(m, f, offset);
			return verdict;
		}
	}
	if (!plain_equal(m, f, at, f->size))
		return HS_BYTES;
	return waiting ? HS_WAITING : HS_EQUAL;
}

/* The address of a function, and so the start of its section. */
static bool propose_place(struct hs_match *m, u32 symbol, u64 address)
{
	const struct hotsplice_symbol *s = &m->ref->symbols[symbol];

	if (!hs_match_propose(m, symbol, address))
		return false;
	return s->anchor == HOTSPLICE_NO_SYMBOL ||
	       hs_match_propose(m, s->anchor, address - s->delta);
}

enum hs_verdict hs_match_function(struct hs_match *m,
				  const struct hotsplice_function *f,
				  u64 address)
{
	enum hs_verdict verdict;

	hs_match_withdraw(m, 0);
	m->trial++;
	memset(&m->difference, 0, sizeof(m->difference));
	m->difference.symbol = HOTSPLICE_NO_SYMBOL;
	if (m->machine->read_code(m->machine->context, address, m->code,
				  f->size)) {
		differ(m, HS_UNREADABLE, f->symbol, address, 0);
		return HS_UNREADABLE;
	}
	if (!propose_place(m, f->symbol, address))
		verdict = m->difference.verdict;
	else
		verdict = compare(m, f, address);
	if (verdict != HS_EQUAL)
		hs_match_withdraw(m, 0);
	return verdict;
}
