// SPDX-License-Identifier: GPL-2.0-only
/*
 * Damages tables and run code, and matches what passes the checks: nothing
 * may read outside of the tables, and nothing may run for ever.
 *
 * An input is a list of changes of 4 bytes: place (2, little endian; below
 * 8192 in the tables, above in code, data and names), how, and a byte.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "arena.h"

#define TABLE_SPACE 8192

static u32 n_passed, n_resolved;

static void change(u8 *at, u8 how, u8 byte)
{
	switch (how % 4) {
	case 0:
		*at ^= 1 << (byte % 8);
		break;
	case 1:
		*at = byte;
		break;
	case 2:
		*at += (s32)byte - 128;
		break;
	default:
		*at = byte & 1 ? 0xff : 0;
	}
}

static void damage(struct arena *a, struct machine *m, const u8 *input,
		   size_t n)
{
	for (; n >= 4; n -= 4, input += 4) {
		u32 place = input[0] | input[1] << 8;

		if (place < TABLE_SPACE)
			change(a->memory + place % a->used, input[2], input[3]);
		else if (place & 1)
			change(m->code + place / 2 % 512, input[2], input[3]);
		else
			change(m->data + place / 2 % 512, input[2], input[3]);
	}
}

/* Code that the whole tables match. */
static void fill_machine(struct arena *a, struct machine *m)
{
	const u64 function = CODE_BASE;
	const u64 text = DATA_BASE + 0x20;

	machine_init(m);
	m->ftrace_site = function;
	machine_list(m, 0, function);
	machine_list(m, 0, function + 0x80);
	machine_list(m, 1, CODE_BASE + 0x180);
	machine_list(m, 2, CODE_BASE + 0x180);
	machine_list(m, 3, DATA_BASE);
	machine_write(m, function, "\x0f\x1f\x44\0\0", 5);
	machine_write(m, function + 6, &(s32){ 0x180 - 6 }, 4);
	machine_write(m, text, "hello", 6);
	machine_write(m, function + 12, &text, 8);
	machine_write(m, function + 26, "\x0f\x1f\x44\0\0", 5);
	machine_write(m, function + 59, "\xc3\xcc\xcc\xcc\xcc", 5);
}

static void one_input(const u8 *input, size_t n)
{
	static struct machine m;
	struct arena a;
	struct hs_tables t;
	struct session s;

	arena_init(&a);
	fill_machine(&a, &m);
	damage(&a, &m, input, n);
	arena_tables(&a, &t);
	if (hs_ref_check(&t, a.ref)) {
		n_passed++;
		session_init(&s, &m, a.ref);
		session_candidates(&s, &m);
		n_resolved += hs_resolve(&s.resolver) == HS_NONE;
		session_free(&s);
		if (hs_id_check(&t, a.update->id))
			hs_update_check(&t, a.update, a.ref);
	}
	arena_free(&a);
}

#ifdef LIBFUZZER
int LLVMFuzzerTestOneInput(const u8 *input, size_t n)
{
	one_input(input, n);
	return 0;
}
#else
static void from_file(const char *path)
{
	static u8 input[1 << 16];
	FILE *file = fopen(path, "rb");
	size_t n;

	if (!file) {
		perror(path);
		exit(1);
	}
	n = fread(input, 1, sizeof(input), file);
	fclose(file);
	one_input(input, n);
}

static void for_seconds(int seconds)
{
	time_t end = time(NULL) + seconds;
	u32 runs = 0, i;

	srandom(1);
	while (time(NULL) < end) {
		u8 input[32];
		size_t n = 4 * (1 + random() % 8);

		for (i = 0; i < n; i++)
			input[i] = random();
		one_input(input, runs ? n : 0);
		runs++;
	}
	printf("%u inputs, %u passed the table check, %u resolved\n", runs,
	       n_passed, n_resolved);
	/* The whole tables must be among them. */
	if (!n_resolved)
		exit(1);
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "--seconds"))
		for_seconds(atoi(argv[2]));
	else if (argc == 2)
		from_file(argv[1]);
	else
		return 2;
	return 0;
}
#endif
