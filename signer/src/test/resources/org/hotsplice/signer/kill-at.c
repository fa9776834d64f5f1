/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Preloaded into a program: ends it, as kill -9 does, just before its KILL_AT-th
 * call that would change something below the folder KILL_BELOW.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void change(const char *path)
{
	static int count;
	const char *below = getenv("KILL_BELOW"), *at = getenv("KILL_AT");

	if (below && at && strncmp(path, below, strlen(below)) == 0 &&
	    __sync_add_and_fetch(&count, 1) == atoi(at))
		kill(getpid(), SIGKILL);
}

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

int rename(const char *from, const char *to)
{
	change(to);
	return REAL(rename)(from, to);
}

int link(const char *from, const char *to)
{
	change(to);
	return REAL(link)(from, to);
}

int symlink(const char *target, const char *path)
{
	change(path);
	return REAL(symlink)(target, path);
}

int unlink(const char *path)
{
	change(path);
	return REAL(unlink)(path);
}

int rmdir(const char *path)
{
	change(path);
	return REAL(rmdir)(path);
}

int mkdir(const char *path, mode_t mode)
{
	change(path);
	return REAL(mkdir)(path, mode);
}

int open64(const char *path, int flags, ...)
{
	va_list arguments;
	mode_t mode;

	va_start(arguments, flags);
	mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
	va_end(arguments);
	if (flags & (O_CREAT | O_TRUNC))
		change(path);
	return REAL(open64)(path, flags, mode);
}
