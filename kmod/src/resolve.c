// SPDX-License-Identifier: GPL-2.0-only
/*
 * Resolution of a whole table, see resolve.h.
 *
 * A function is matched when all candidates but one have dropped out. Its
 * fields then give values to symbols, and with these values candidates of
 * other functions drop out that would contradict them, until nothing moves.
 */
#include "resolve.h"

static enum hs_code refuse(struct hs_resolver *r, enum hs_code code,
			   const char *function, const char *detail)
{
	r->function = function;
	r->detail = detail;
	return code;
}

static bool is_listed(struct hs_resolver *r, u32 symbol, u64 value)
{
	const struct hs_machine *machine = r->match.machine;

	return machine->is_listed(machine->context, symbol, value);
}

/* A symbol has got a value from elsewhere than from a field of run code. */
static enum hs_code settle(struct hs_resolver *r, u32 symbol, u64 value)
{
	const struct hotsplice_symbol *s = &r->match.ref->symbols[symbol];
	struct hs_value *v = &r->match.values[symbol];

	if (v->known && v->value != value)
		return refuse(r, HS_SYMBOL_CONFLICT, s->name,
			      "two sources give it two values");
	if (s->listed && !is_listed(r, symbol, value))
		return refuse(r, HS_SYMBOL_CONFLICT, s->name,
			      "kallsyms does not list it at its value");
	v->value = value;
	v->known = true;
	return HS_NONE;
}

static enum hs_code give_named(struct hs_resolver *r)
{
	const struct hotsplice_ref *ref = r->match.ref;
	const struct hs_machine *machine = r->match.machine;
	enum hs_code code;
	u64 value;
	u32 i;

	for (i = 0; i < ref->n_symbols; i++) {
		const struct hotsplice_symbol *s = &ref->symbols[i];
		u32 n;

		if (s->kind != HOTSPLICE_SYM_NAMED)
			continue;
		n = machine->named(machine->context, i, &value);
		if (n != 1)
			return refuse(r, n ? HS_AMBIGUOUS : HS_SYMBOL_MISSING,
				      s->name, n ?
				      "kallsyms lists the name several times" :
				      "kallsyms does not list the name");
		code = settle(r, i, value);
		if (code)
			return code;
	}
	return HS_NONE;
}

/*
 * Anchors may hang on anchors, so one pass may leave some for the next. A
 * value given before, by a field, must be the same.
 */
static enum hs_code give_anchored(struct hs_resolver *r, bool *moved)
{
	const struct hotsplice_ref *ref = r->match.ref;
	u32 i;

	for (i = 0; i < ref->n_symbols; i++) {
		const struct hotsplice_symbol *s = &ref->symbols[i];
		const struct hs_value *anchor;
		enum hs_code code;

		if (s->kind != HOTSPLICE_SYM_ANCHORED)
			continue;
		anchor = &r->match.values[s->anchor];
		if (!anchor->known)
			continue;
		if (!r->match.values[i].known)
			*moved = true;
		code = settle(r, i, anchor->value + s->delta);
		if (code)
			return code;
	}
	return HS_NONE;
}

static enum hs_code code_of(enum hs_verdict verdict)
{
	switch (verdict) {
	case HS_CONFLICT:
	case HS_UNLISTED:
		return HS_SYMBOL_CONFLICT;
	case HS_WAITING:
		return HS_SYMBOL_MISSING;
	default:
		return HS_NO_MATCH;
	}
}

/*
 * No candidate is left: shows the difference of the one that agrees longest.
 */
static enum hs_code no_match(struct hs_resolver *r, u32 index)
{
	const struct hotsplice_function *f = &r->match.ref->functions[index];
	struct hs_difference best = {
		.verdict = HS_UNREADABLE,
		.symbol = HOTSPLICE_NO_SYMBOL,
	};
	bool any = false;
	u32 i;

	for (i = 0; i < r->n_candidates; i++) {
		const struct hs_candidate *c = &r->candidates[i];
		enum hs_verdict verdict;

		if (c->function != index)
			continue;
		verdict = hs_match_function(&r->match, f, c->address);
		if (verdict != HS_EQUAL &&
		    (!any || r->match.difference.offset > best.offset)) {
			best = r->match.difference;
			best.verdict = verdict;
			any = true;
		}
	}
	if (!any)
		return refuse(r, HS_NO_MATCH, f->name,
			      "kallsyms lists no such function in the target");
	r->match.difference = best;
	return refuse(r, code_of(best.verdict), f->name, NULL);
}

/* Tries what is left of one function's candidates. */
static enum hs_code try_function(struct hs_resolver *r, u32 index, u32 first,
				 u32 end, bool *moved)
{
	const struct hotsplice_function *f = &r->match.ref->functions[index];
	u32 left = 0, last = first, i;
	bool waiting = false;

	for (i = first; i < end; i++) {
		struct hs_candidate *c = &r->candidates[i];
		enum hs_verdict verdict;

		if (c->dropped)
			continue;
		verdict = hs_match_function(&r->match, f, c->address);
		if (verdict == HS_EQUAL || verdict == HS_WAITING) {
			left++;
			last = i;
			waiting |= verdict == HS_WAITING;
			continue;
		}
		c->dropped = true;
		*moved = true;
	}
	if (!left)
		return no_match(r, index);
	if (left > 1 || waiting)
		return HS_NONE;
	if (hs_match_function(&r->match, f, r->candidates[last].address) !=
	    HS_EQUAL)
		return no_match(r, index);
	hs_match_accept(&r->match);
	r->matched[index] = 1;
	*moved = true;
	return HS_NONE;
}

static enum hs_code try_functions(struct hs_resolver *r, bool *moved)
{
	u32 end, index, first = 0;
	enum hs_code code;

	for (index = 0; index < r->match.ref->n_functions; index++) {
		end = first;
		while (end < r->n_candidates &&
		       r->candidates[end].function == index)
			end++;
		if (!r->matched[index]) {
			code = try_function(r, index, first, end, moved);
			if (code)
				return code;
		}
		first = end;
	}
	return HS_NONE;
}

/* What is still open at the fixed point is a refusal. */
static enum hs_code leftover(struct hs_resolver *r)
{
	const struct hotsplice_ref *ref = r->match.ref;
	u32 i;

	for (i = 0; i < r->n_candidates; i++) {
		const struct hs_candidate *c = &r->candidates[i];
		const struct hotsplice_function *f =
			&ref->functions[c->function];

		if (r->matched[c->function] || c->dropped)
			continue;
		if (hs_match_function(&r->match, f, c->address) == HS_WAITING)
			return refuse(r, HS_SYMBOL_MISSING,
				      ref->symbols[r->match.difference.symbol].name,
				      "no place gives the static call key a value");
		return refuse(r, HS_AMBIGUOUS, f->name,
			      "several places equal it");
	}
	for (i = 0; i < ref->n_exports; i++) {
		u32 symbol = ref->exports[i].symbol;

		if (!r->match.values[symbol].known)
			return refuse(r, HS_SYMBOL_MISSING,
				      ref->symbols[symbol].name,
				      "no place gives it a value");
	}
	return HS_NONE;
}

enum hs_code hs_resolve(struct hs_resolver *r)
{
	enum hs_code code = give_named(r);
	bool moved = true;

	while (!code && moved) {
		moved = false;
		code = give_anchored(r, &moved) ?: try_functions(r, &moved);
	}
	return code ?: leftover(r);
}
