/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs a program until one of its processes enters a system call for the nth
 * time, and kills that process then, before the call does anything.
 *
 * kill-at NUMBER NTH PROGRAM [ARGUMENT...]   any call of this number
 * kill-at PATH   NTH PROGRAM [ARGUMENT...]   an openat(2) of exactly this path
 *
 * Ends with 137 if it killed, 0 if the program ended before.
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

static int listen_to(int number)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { .len = 4, .filter = code };

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

/* Whether the call opens the path; it is kept from running meanwhile. */
static int opens(const struct seccomp_notif *call, const char *path)
{
	char file[64], found[4096] = "";
	int fd;

	snprintf(file, sizeof(file), "/proc/%u/mem", call->pid);
	fd = open(file, O_RDONLY);
	if (fd < 0)
		return 0;
	if (pread(fd, found, strlen(path) + 1, call->data.args[1]) < 0)
		found[0] = 0;
	close(fd);
	return !strcmp(found, path);
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 && argv[1][0] == '/' ? argv[1] : NULL;
	int number = path ? SYS_openat : argc > 1 ? atoi(argv[1]) : 0;
	int nth = argc > 2 ? atoi(argv[2]) : 0, status, pair[2], listener;
	pid_t child;

	if (argc < 4 || socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) {
		fprintf(stderr, "kill-at NUMBER|PATH NTH PROGRAM...\n");
		return 125;
	}
	child = fork();
	if (!child) {
		listener = listen_to(number);
		if (listener < 0) {
			perror("seccomp");
			_exit(126);
		}
		/* sendmsg is none of the calls that are listened to. */
		send_descriptor(pair[1], listener);
		close(listener);
		close(pair[0]);
		close(pair[1]);
		execvp(argv[3], argv + 3);
		_exit(127);
	}
	close(pair[1]);
	listener = receive_descriptor(pair[0]);
	if (listener < 0)
		return 125;
	for (;;) {
		struct seccomp_notif call = { 0 };
		struct seccomp_notif_resp answer = {
			.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE
		};
		struct pollfd wait = { .fd = listener, .events = POLLIN };

		if (poll(&wait, 1, -1) < 0 && errno == EINTR)
			continue;
		/* Nobody is left who has the filter. */
		if (!(wait.revents & POLLIN))
			break;
		if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call))
			continue;
		if ((!path || opens(&call, path)) && !--nth) {
			kill(call.pid, SIGKILL);
			waitpid(child, &status, 0);
			return 128 + SIGKILL;
		}
		answer.id = call.id;
		ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
	}
	waitpid(child, &status, 0);
	return 0;
}
