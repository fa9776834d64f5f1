/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints a digest of the bytes of functions of the running kernel, so that a
 * test can say that they are what they were. Static, for any guest.
 *
 * textsum TARGET:FUNCTION...   TARGET is vmlinux or a module's name
 *
 * A function reaches to the next symbol. Every symbol of that name in the
 * target is printed: "TARGET:FUNCTION address size digest".
 */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LONGEST 0x40000
#define MOST_SYMBOLS 1000000
#define MOST_FOUND 4096

static uint64_t *addresses;
static size_t n_addresses;
static struct {
	uint64_t address;
	const char *word;
} found[MOST_FOUND];
static size_t n_found;

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static void read_symbols(int argc, char **argv)
{
	FILE *file = fopen("/proc/kallsyms", "r");
	char line[1024], name[512], module[128], word[704];

	addresses = malloc(MOST_SYMBOLS * sizeof(*addresses));
	if (!file || !addresses) {
		perror("/proc/kallsyms");
		exit(1);
	}
	while (fgets(line, sizeof(line), file) && n_addresses < MOST_SYMBOLS) {
		unsigned long long address;
		char type;
		int n;

		n = sscanf(line, "%llx %c %511s [%127[^]]]", &address, &type, name, module);
		if (n < 3)
			continue;
		addresses[n_addresses++] = address;
		if (type != 't' && type != 'T' && type != 'w' && type != 'W')
			continue;
		snprintf(word, sizeof(word), "%s:%s", n == 4 ? module : "vmlinux", name);
		for (int i = 1; i < argc; i++) {
			if (!strcmp(argv[i], word) && n_found < MOST_FOUND) {
				found[n_found].address = address;
				found[n_found++].word = argv[i];
			}
		}
	}
	fclose(file);
	qsort(addresses, n_addresses, sizeof(*addresses), compare);
}

static uint64_t size_at(uint64_t address)
{
	size_t low = 0, high = n_addresses;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (addresses[middle] <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == n_addresses || addresses[low] - address > LONGEST)
		return LONGEST;
	return addresses[low] - address;
}

/* Where /proc/kcore has the address, or -1. */
static off_t place(int core, const Elf64_Ehdr *header, uint64_t address)
{
	for (int i = 0; i < header->e_phnum; i++) {
		Elf64_Phdr segment;

		if (pread(core, &segment, sizeof(segment), header->e_phoff + i * sizeof(segment)) != sizeof(segment))
			return -1;
		if (segment.p_type == PT_LOAD && address >= segment.p_vaddr &&
		    address - segment.p_vaddr < segment.p_memsz)
			return segment.p_offset + (address - segment.p_vaddr);
	}
	return -1;
}

int main(int argc, char **argv)
{
	int core = open("/proc/kcore", O_RDONLY);
	static unsigned char bytes[LONGEST];
	Elf64_Ehdr header;

	if (core < 0 || pread(core, &header, sizeof(header), 0) != sizeof(header)) {
		perror("/proc/kcore");
		return 1;
	}
	read_symbols(argc, argv);
	for (size_t i = 0; i < n_found; i++) {
		uint64_t size = size_at(found[i].address), digest = 0xcbf29ce484222325u;
		off_t offset = place(core, &header, found[i].address);

		if (offset < 0 || pread(core, bytes, size, offset) != (ssize_t)size) {
			fprintf(stderr, "%s: cannot read %llu bytes at %llx\n", found[i].word,
				(unsigned long long)size, (unsigned long long)found[i].address);
			return 1;
		}
		for (uint64_t k = 0; k < size; k++)
			digest = (digest ^ bytes[k]) * 0x100000001b3u;
		printf("%s %llx %llu %016llx\n", found[i].word, (unsigned long long)found[i].address,
		       (unsigned long long)size, (unsigned long long)digest);
	}
	return 0;
}
