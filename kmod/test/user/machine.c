// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "machine.h"

static u8 *at(struct machine *m, u64 address, size_t n)
{
	if (address - CODE_BASE < MEMORY && n <= MEMORY - (address - CODE_BASE))
		return m->code + (address - CODE_BASE);
	if (address - DATA_BASE < MEMORY && n <= MEMORY - (address - DATA_BASE))
		return m->data + (address - DATA_BASE);
	return NULL;
}

static int read_memory(void *context, u64 address, void *to, size_t n)
{
	u8 *from = at(context, address, n);

	if (!from)
		return -EFAULT;
	memcpy(to, from, n);
	return 0;
}

static bool is_ftrace_call(void *context, u64 site, u64 target)
{
	struct machine *m = context;

	return site == m->ftrace_site && target == CODE_BASE + 0xf00;
}

static bool is_listed(void *context, u32 symbol, u64 value)
{
	struct machine *m = context;
	u32 i;

	for (i = 0; i < m->n_names; i++)
		if (m->names[i].symbol == symbol &&
		    m->names[i].address == value)
			return true;
	return false;
}

static u32 named(void *context, u32 symbol, u64 *value)
{
	struct machine *m = context;
	u32 i, n = 0;

	for (i = 0; i < m->n_names; i++) {
		if (m->names[i].symbol != symbol)
			continue;
		*value = m->names[i].address;
		n++;
	}
	return n;
}

void machine_init(struct machine *m)
{
	memset(m, 0, sizeof(*m));
	m->machine = (struct hs_machine) {
		.context = m,
		.read_code = read_memory,
		.read_data = read_memory,
		.is_ftrace_call = is_ftrace_call,
		.is_listed = is_listed,
		.named = named,
		.return_thunk = CODE_BASE + 0xe00,
		.default_return_thunk = CODE_BASE + 0xe20,
		.pv_ops = DATA_BASE + 0x800,
		.pv_nop = CODE_BASE + 0xe40,
		.pv_bug = CODE_BASE + 0xe60,
		.static_call_return0 = CODE_BASE + 0xe80,
		.static_call_return = CODE_BASE + 0xea0,
	};
	m->ftrace_site = CODE_BASE + 0x100;
}

void machine_list(struct machine *m, u32 symbol, u64 address)
{
	m->names[m->n_names++] = (struct name) { address, symbol };
}

void machine_write(struct machine *m, u64 address, const void *from, size_t n)
{
	memcpy(at(m, address, n), from, n);
}

u32 machine_branch(struct machine *m, u64 address, u8 opcode, u64 target)
{
	s32 displacement = target - (address + 5);

	machine_write(m, address, &opcode, 1);
	machine_write(m, address + 1, &displacement, 4);
	return 5;
}

static u32 largest(const struct hotsplice_ref *ref)
{
	u32 size = 1, i;

	for (i = 0; i < ref->n_functions; i++)
		if (ref->functions[i].size > size)
			size = ref->functions[i].size;
	return size;
}

void session_init(struct session *s, struct machine *m,
		  const struct hotsplice_ref *ref)
{
	struct hs_match *match = &s->resolver.match;

	memset(s, 0, sizeof(*s));
	match->ref = ref;
	match->machine = &m->machine;
	match->values = calloc(ref->n_symbols + 1, sizeof(*match->values));
	match->proposed = calloc(ref->n_symbols + 1, sizeof(*match->proposed));
	match->code = malloc(largest(ref));
	s->resolver.matched = calloc(ref->n_functions + 1, 1);
	s->resolver.candidates = NULL;
}

void session_candidates(struct session *s, struct machine *m)
{
	const struct hotsplice_ref *ref = s->resolver.match.ref;
	u32 f, i, n = 0;

	s->resolver.candidates = calloc(ref->n_functions * m->n_names + 1,
					sizeof(*s->resolver.candidates));
	for (f = 0; f < ref->n_functions; f++)
		for (i = 0; i < m->n_names; i++)
			if (m->names[i].symbol == ref->functions[f].symbol)
				s->resolver.candidates[n++] =
					(struct hs_candidate) {
						.address = m->names[i].address,
						.function = f,
					};
	s->resolver.n_candidates = n;
}

void session_free(struct session *s)
{
	free(s->resolver.match.values);
	free(s->resolver.match.proposed);
	free(s->resolver.match.code);
	free(s->resolver.matched);
	free(s->resolver.candidates);
}
