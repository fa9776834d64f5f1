// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the scenarios need of a program in the guest.
 *
 * probe getppid          prints what the system call returns
 * probe load N SECONDS   N threads call getppid and read /proc/uptime, and
 *                        others start and end all the time
 * probe threads N SECONDS  N threads sleep
 * probe write FILE WORDS  writes as a thread named hs-write; the status is 0, or
 *                        12 for ENOMEM, 1 for all else
 * probe insert MODULE TEXT  loads a module with parameters, under that name too
 * probe text ADDRESS N   prints N bytes of kernel text, from /proc/kcore
 */
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile int stop;
static long calls;

static void *call(void *unused)
{
	char buffer[128];

	while (!stop) {
		int file = open("/proc/uptime", O_RDONLY);

		if (read(file, buffer, sizeof(buffer)) < 0)
			abort();
		close(file);
		for (int i = 0; i < 20; i++)
			syscall(SYS_getppid);
		__atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED);
	}
	return unused;
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

static void start(void *(*function)(void *), int n)
{
	pthread_attr_t attributes;

	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, 32768);
	while (n-- > 0) {
		pthread_t thread;

		if (pthread_create(&thread, &attributes, function, NULL)) {
			perror("probe: thread");
			exit(1);
		}
	}
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

static int status(long result)
{
	if (result >= 0)
		return 0;
	return errno == ENOMEM ? 12 : 1;
}

static int write_words(const char *path, const char *words)
{
	int file = open(path, O_WRONLY);

	prctl(PR_SET_NAME, "hs-write");
	return file < 0 ? 1 : status(write(file, words, strlen(words)));
}

static int insert(const char *path, const char *parameters)
{
	int file = open(path, O_RDONLY);

	prctl(PR_SET_NAME, "hs-write");
	return file < 0 ? 1 : status(syscall(SYS_finit_module, file,
					     parameters, 0));
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
	if (!strcmp(argv[1], "write"))
		return write_words(argv[2], argv[3]);
	if (!strcmp(argv[1], "insert"))
		return insert(argv[2], argv[3]);
	if (!strcmp(argv[1], "load")) {
		start(call, atoi(argv[2]));
		start(churn, 1);
	} else {
		start(rest, atoi(argv[2]));
		printf("ready\n");
		fflush(stdout);
	}
	sleep(atoi(argv[3]));
	stop = 1;
	usleep(100000);
	printf("%ld calls\n", calls);
	return 0;
}
