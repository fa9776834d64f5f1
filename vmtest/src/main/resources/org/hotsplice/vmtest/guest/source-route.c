/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shows CVE-2026-53249: before the fix, any user may ask for a strict source
 * route in the packets of a UDP socket; after it, that takes CAP_NET_RAW.
 *
 * source-route          tries once and prints "allowed" or "refused"
 * source-route FILE     tries twice a second as long as it lives and keeps
 *                       the last answer, with its pid, in FILE
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *attempt(void)
{
	unsigned char options[] = { IPOPT_SSRR, 7, 4, 127, 0, 0, 1, IPOPT_END };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	const char *answer = "?";

	if (fd < 0)
		return answer;
	if (!setsockopt(fd, IPPROTO_IP, IP_OPTIONS, options, sizeof(options)))
		answer = "allowed";
	else if (errno == EPERM)
		answer = "refused";
	close(fd);
	return answer;
}

int main(int argc, char **argv)
{
	FILE *file = argc > 1 ? fopen(argv[1], "w") : NULL;

	if (argc > 1 && !file) {
		perror(argv[1]);
		return 1;
	}
	if (setgid(65534) || setuid(65534)) {
		perror("becoming an ordinary user");
		return 1;
	}
	if (!file) {
		puts(attempt());
		return 0;
	}
	for (;;) {
		rewind(file);
		fprintf(file, "pid %d: %s\n", (int)getpid(), attempt());
		fflush(file);
		usleep(500000);
	}
}
