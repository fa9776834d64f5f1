/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A running kernel made of a few bytes, for the tests: memory at kernel
 * addresses, a list of names, and tables built in one block of memory.
 */
#ifndef _TEST_MACHINE_H
#define _TEST_MACHINE_H

#include "resolve.h"
#include "table.h"

#define CODE_BASE 0xffffffff81000000ull
#define DATA_BASE 0xffffffff82000000ull
#define MEMORY 4096

struct name {
	u64 address;
	u32 symbol;
};

struct machine {
	struct hs_machine machine;
	u8 code[MEMORY];
	u8 data[MEMORY];
	struct name names[64];
	u32 n_names;
	u64 ftrace_site;
};

/* An empty machine, with thunks and the rest at made-up addresses. */
void machine_init(struct machine *machine);
/* kallsyms lists @symbol at @address. */
void machine_list(struct machine *machine, u32 symbol, u64 address);
/* Writes to code or data at a kernel address. */
void machine_write(struct machine *machine, u64 address, const void *from,
		   size_t n);
/* Writes a branch, opcode and displacement, and returns its length. */
u32 machine_branch(struct machine *machine, u64 address, u8 opcode, u64 target);

/* Matching of @ref with the machine, with memory for it. */
struct session {
	struct hs_resolver resolver;
	u64 checked_size;
};

void session_init(struct session *session, struct machine *machine,
		  const struct hotsplice_ref *ref);
void session_free(struct session *session);
/* Lists candidates from the machine's names. */
void session_candidates(struct session *session, struct machine *machine);

#endif /* _TEST_MACHINE_H */
