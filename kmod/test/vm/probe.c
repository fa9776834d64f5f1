// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the scenarios need of a program in the guest.
 *
 * probe getppid          prints what the system call returns
 * probe load N SECONDS   N threads call getppid and read /proc/uptime, and
 *                        others start and end all the time; a result that is
 *                        neither the old code's nor the new code's ends it
 * probe threads N SECONDS  N threads sleep
 * probe bpf FUNCTION entry|exit  attaches a BPF program, prints "attached", and at
 *                        the end of its input how often it ran
 * probe text ADDRESS N   prints N bytes of kernel text, from /proc/kcore
 */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/bpf.h>
#include <linux/btf.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile int stop;
static long calls;

/* What the test updates make of them. */
#define NEW_PARENT 4242
#define NEW_UPTIME "uptime "

static void *call(void *parent)
{
	char buffer[128];

	while (!stop) {
		int file = open("/proc/uptime", O_RDONLY);

		if (read(file, buffer, sizeof(buffer)) < 8 ||
		    (memcmp(buffer, NEW_UPTIME, strlen(NEW_UPTIME)) &&
		     (buffer[0] < '0' || buffer[0] > '9')))
			abort();
		close(file);
		for (int i = 0; i < 20; i++) {
			long found = syscall(SYS_getppid);

			if (found != (long)parent && found != NEW_PARENT)
				abort();
		}
		__atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED);
	}
	return NULL;
}

static void *nothing(void *unused)
{
	return unused;
}

static void *churn(void *unused)
{
	while (!stop) {
		pthread_t thread;

		if (!pthread_create(&thread, NULL, nothing, NULL))
			pthread_join(thread, NULL);
		if (fork() == 0)
			_exit(0);
		wait(NULL);
	}
	return unused;
}

static void *rest(void *unused)
{
	while (!stop)
		pause();
	return unused;
}

static void start(void *(*function)(void *), void *argument, int n)
{
	pthread_attr_t attributes;

	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, 32768);
	while (n-- > 0) {
		pthread_t thread;

		if (pthread_create(&thread, &attributes, function, argument)) {
			perror("probe: thread");
			exit(1);
		}
	}
}

/* From /proc: the system call may be an update's. */
static long parent_of_this(void)
{
	FILE *file = fopen("/proc/self/stat", "r");
	long parent;

	if (!file || fscanf(file, "%*d (%*[^)]) %*c %ld", &parent) != 1)
		abort();
	fclose(file);
	return parent;
}

static int text(unsigned long address, size_t n)
{
	int file = open("/proc/kcore", O_RDONLY);
	Elf64_Ehdr header;
	Elf64_Phdr segment;

	if (file < 0 || pread(file, &header, sizeof(header), 0) < 0)
		return 1;
	for (int i = 0; i < header.e_phnum; i++) {
		unsigned char bytes[n];

		if (pread(file, &segment, sizeof(segment),
			  header.e_phoff + i * sizeof(segment)) < 0)
			return 1;
		if (address < segment.p_vaddr ||
		    address - segment.p_vaddr >= segment.p_filesz)
			continue;
		if (pread(file, bytes, n, segment.p_offset + address -
			  segment.p_vaddr) != (ssize_t)n)
			return 1;
		for (size_t k = 0; k < n; k++)
			printf("%02x", bytes[k]);
		printf("\n");
		return 0;
	}
	return 1;
}

/* Bytes behind a type in BTF. */
static size_t trailer(const struct btf_type *type)
{
	size_t n = BTF_INFO_VLEN(type->info);

	switch (BTF_INFO_KIND(type->info)) {
	case BTF_KIND_INT:
	case BTF_KIND_VAR:
	case BTF_KIND_DECL_TAG:
		return 4;
	case BTF_KIND_ARRAY:
		return sizeof(struct btf_array);
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
	case BTF_KIND_DATASEC:
	case BTF_KIND_ENUM64:
		return n * 12;
	case BTF_KIND_ENUM:
	case BTF_KIND_FUNC_PROTO:
		return n * 8;
	default:
		return 0;
	}
}

/* Number of a function of the kernel in its BTF; 0 if it has none. */
static unsigned int btf_id(const char *name)
{
	static char data[32 << 20];
	const struct btf_header *header = (void *)data;
	int file = open("/sys/kernel/btf/vmlinux", O_RDONLY);
	size_t length = 0;
	ssize_t n;

	while ((n = read(file, data + length, sizeof(data) - length)) > 0)
		length += n;
	if (length < sizeof(*header) || length == sizeof(data))
		return 0;

	const char *at = data + header->hdr_len + header->type_off;
	const char *end = at + header->type_len;
	const char *strings = data + header->hdr_len + header->str_off;

	for (unsigned int id = 1; at < end; id++) {
		const struct btf_type *type = (void *)at;

		if (BTF_INFO_KIND(type->info) == BTF_KIND_FUNC &&
		    !strcmp(strings + type->name_off, name))
			return id;
		at += sizeof(*type) + trailer(type);
	}
	return 0;
}

static int bpf(int command, union bpf_attr *attributes)
{
	return syscall(SYS_bpf, command, attributes, sizeof(*attributes));
}

static int attach_bpf(const char *function, enum bpf_attach_type type)
{
	/* r0 = 0; exit */
	const struct bpf_insn code[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr load = {
		.prog_type = BPF_PROG_TYPE_TRACING,
		.insn_cnt = 2,
		.insns = (unsigned long)code,
		.license = (unsigned long)"GPL",
		.expected_attach_type = type,
		.attach_btf_id = btf_id(function),
	};
	struct bpf_prog_info facts = { 0 };
	union bpf_attr open = { 0 }, ask = { 0 };
	char byte;

	open.raw_tracepoint.prog_fd = bpf(BPF_PROG_LOAD, &load);
	if (!load.attach_btf_id || (int)open.raw_tracepoint.prog_fd < 0 ||
	    bpf(BPF_RAW_TRACEPOINT_OPEN, &open) < 0) {
		perror("probe: bpf");
		return 1;
	}
	printf("attached\n");
	fflush(stdout);
	while (read(0, &byte, 1) > 0)
		;
	ask.info.bpf_fd = open.raw_tracepoint.prog_fd;
	ask.info.info_len = sizeof(facts);
	ask.info.info = (unsigned long)&facts;
	if (bpf(BPF_OBJ_GET_INFO_BY_FD, &ask) < 0)
		return 1;
	printf("ran %llu\n", facts.run_cnt);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "getppid")) {
		printf("%ld\n", syscall(SYS_getppid));
		return 0;
	}
	if (argc == 4 && !strcmp(argv[1], "text"))
		return text(strtoul(argv[2], NULL, 16), atoi(argv[3]));
	if (argc != 4)
		return 2;
	if (!strcmp(argv[1], "bpf"))
		return attach_bpf(argv[2], strcmp(argv[3], "exit") ?
				  BPF_TRACE_FENTRY : BPF_TRACE_FEXIT);
	if (!strcmp(argv[1], "load")) {
		start(call, (void *)parent_of_this(), atoi(argv[2]));
		start(churn, NULL, 1);
	} else {
		start(rest, NULL, atoi(argv[2]));
		printf("ready\n");
		fflush(stdout);
	}
	sleep(atoi(argv[3]));
	stop = 1;
	usleep(100000);
	printf("%ld calls\n", calls);
	return 0;
}
