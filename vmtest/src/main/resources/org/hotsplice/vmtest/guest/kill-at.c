/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs a program until one of its processes is about to change something for
 * the nth time, and kills all of them then, before the call does anything.
 * Changes are the loading and unloading of kernel modules, and what makes,
 * renames, removes or opens for writing a file other than /dev/null.
 *
 * kill-at NTH PROGRAM [ARGUMENT...]
 *
 * Ends with 137 if it killed, and names the call; 0 if the program ended before.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const struct {
	int number;
	const char *name;
} calls[] = {
	{ SYS_init_module, "init_module" },
	{ SYS_finit_module, "finit_module" },
	{ SYS_delete_module, "delete_module" },
	{ SYS_open, "open" },
	{ SYS_openat, "openat" },
	{ SYS_creat, "creat" },
	{ SYS_truncate, "truncate" },
	{ SYS_rename, "rename" },
	{ SYS_renameat, "renameat" },
	{ SYS_renameat2, "renameat2" },
	{ SYS_link, "link" },
	{ SYS_linkat, "linkat" },
	{ SYS_symlink, "symlink" },
	{ SYS_symlinkat, "symlinkat" },
	{ SYS_unlink, "unlink" },
	{ SYS_unlinkat, "unlinkat" },
	{ SYS_mkdir, "mkdir" },
	{ SYS_mkdirat, "mkdirat" },
	{ SYS_rmdir, "rmdir" },
};

static int listen_to_changes(void)
{
	struct sock_filter code[2 * COUNT(calls) + 2], *next = code;
	struct sock_fprog program = { .filter = code };
	size_t i;

	*next++ = (struct sock_filter)BPF_STMT(
		BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	for (i = 0; i < COUNT(calls); i++) {
		*next++ = (struct sock_filter)BPF_JUMP(
			BPF_JMP | BPF_JEQ | BPF_K, calls[i].number, 0, 1);
		*next++ = (struct sock_filter)BPF_STMT(
			BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
	}
	*next++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K,
					       SECCOMP_RET_ALLOW);
	program.len = next - code;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return -1;
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
		       SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

static void send_descriptor(int socket, int descriptor)
{
	char space[CMSG_SPACE(sizeof(int))] = "", byte = 0;
	struct iovec data = { &byte, 1 };
	struct msghdr message = { .msg_iov = &data, .msg_iovlen = 1,
				  .msg_control = space,
				  .msg_controllen = sizeof(space) };
	struct cmsghdr *header = CMSG_FIRSTHDR(&message);

	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
	if (sendmsg(socket, &message, 0) != 1)
		_exit(126);
}

static int receive_descriptor(int socket)
{
	char space[CMSG_SPACE(sizeof(int))], byte;
	struct iovec data = { &byte, 1 };
	struct msghdr message = { .msg_iov = &data, .msg_iovlen = 1,
				  .msg_control = space,
				  .msg_controllen = sizeof(space) };
	int descriptor;

	if (recvmsg(socket, &message, 0) != 1 || !CMSG_FIRSTHDR(&message))
		return -1;
	memcpy(&descriptor, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof(int));
	return descriptor;
}

/* Reads the string at an address of the process, which is kept from running. */
static void read_string(const struct seccomp_notif *call, __u64 address,
			char *text, size_t size)
{
	char file[64];
	ssize_t length = -1;
	int fd;

	snprintf(file, sizeof(file), "/proc/%u/mem", call->pid);
	fd = open(file, O_RDONLY);
	if (fd >= 0) {
		length = pread(fd, text, size - 1, address);
		close(fd);
	}
	text[length < 0 ? 0 : length] = 0;
}

static int writes(const struct seccomp_notif *call, int path, int flags)
{
	char text[64];

	if (!(call->data.args[flags] & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)))
		return 0;
	read_string(call, call->data.args[path], text, sizeof(text));
	return strcmp(text, "/dev/null") && strcmp(text, "/dev/tty");
}

static int changes_something(const struct seccomp_notif *call)
{
	switch (call->data.nr) {
	case SYS_open:
		return writes(call, 0, 1);
	case SYS_openat:
		return writes(call, 1, 2);
	default:
		return 1;
	}
}

static void name_call(const struct seccomp_notif *call)
{
	char text[256] = "";
	size_t i;

	for (i = 0; i < COUNT(calls); i++)
		if (calls[i].number == call->data.nr)
			fprintf(stderr, "killed at %s", calls[i].name);
	if (call->data.nr == SYS_openat)
		read_string(call, call->data.args[1], text, sizeof(text));
	else if (call->data.nr == SYS_rename || call->data.nr == SYS_unlink)
		read_string(call, call->data.args[0], text, sizeof(text));
	fprintf(stderr, " %s\n", text);
}

int main(int argc, char **argv)
{
	int nth = argc > 1 ? atoi(argv[1]) : 0, status, pair[2], listener, ended;
	pid_t child;

	if (argc < 3 || socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) {
		fprintf(stderr, "kill-at NTH PROGRAM...\n");
		return 125;
	}
	child = fork();
	if (!child) {
		setpgid(0, 0);
		listener = listen_to_changes();
		if (listener < 0) {
			perror("seccomp");
			_exit(126);
		}
		/* sendmsg is none of the calls that are listened to. */
		send_descriptor(pair[1], listener);
		close(listener);
		close(pair[0]);
		close(pair[1]);
		execvp(argv[2], argv + 2);
		_exit(127);
	}
	close(pair[1]);
	listener = receive_descriptor(pair[0]);
	/* The listener tells of the end only when nobody has to be waited for. */
	ended = syscall(SYS_pidfd_open, child, 0);
	if (listener < 0 || ended < 0)
		return 125;
	for (;;) {
		struct seccomp_notif call = { 0 };
		struct seccomp_notif_resp answer = {
			.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE
		};
		struct pollfd wait[] = {
			{ .fd = listener, .events = POLLIN },
			{ .fd = ended, .events = POLLIN },
		};

		if (poll(wait, COUNT(wait), -1) < 0 && errno == EINTR)
			continue;
		if (!(wait[0].revents & POLLIN))
			break;
		if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call))
			continue;
		if (changes_something(&call) && !--nth) {
			name_call(&call);
			kill(-child, SIGKILL);
			waitpid(child, &status, 0);
			return 128 + SIGKILL;
		}
		answer.id = call.id;
		ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
	}
	waitpid(child, &status, 0);
	return 0;
}
