// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests to the core, without the cost of a shell for each.
 *
 * writer write FILE WORDS [NTH]  one request. The status is 0, 12 for ENOMEM, 1
 *                           for all other errors. With NTH the kernel lets that
 *                           allocation of the request fail (fail-nth); the status
 *                           is 4 if it did and the request succeeded all the same
 * writer insert MODULE PARAMETERS [NTH]  loads a module, in the same way
 * writer remove MODULE      unloads one
 * writer tell REQUEST...    one of these; prints the name of its error, "OK" for none.
 *                           "-" as FILE is the standard input
 * writer hasty MICROSECONDS COMMAND...  one of these, killed at some time until
 *                           then; the status is 0
 * writer pairs N UPDATE...  applies and reverses each N times, and looks at its
 *                           state and effect after each request
 * writer replace N          puts "uptime" with "getppid" in the place of "uptime2",
 *                           and the other way round, N times, while another CPU
 *                           calls the functions: never the original code of what
 *                           both change, and never code of both sets at once
 * writer apart N            the same with several requests in place of each, which
 *                           must be seen
 * writer storm SECONDS UPDATE...  requests that are killed at all times; state and
 *                           effect must agree after each. The update "sleep" is
 *                           expected to be busy all the time
 *
 * The thread is named hs-write in write and insert.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define UPDATES "/sys/kernel/hotsplice/updates/"
#define THOUSAND 1000LL
#define MILLION 1000000LL

/* What the replacements of the test updates give. */
#define NEW_PARENT 4242
#define NEW_UPTIME "uptime one "
#define OTHER_UPTIME "uptime two "

/* Pairs between two lines that say how far it is. */
#define PROGRESS 500
/* Updates that one command takes. */
#define MOST_UPDATES 8

static void fail(const char *format, ...)
{
	va_list arguments;

	printf("FAIL: ");
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	printf("\n");
	exit(1);
}

static long long now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * MILLION + now.tv_nsec / THOUSAND;
}

/* The whole of a small file, without the newline at its end. */
static void read_file(const char *path, char *content, size_t room)
{
	int file = open(path, O_RDONLY);
	ssize_t n = file < 0 ? -1 : read(file, content, room - 1);

	if (n < 0)
		fail("%s: %s", path, strerror(errno));
	close(file);
	content[n] = '\0';
	if (n && content[n - 1] == '\n')
		content[n - 1] = '\0';
}

static void read_of(const char *update, const char *name, char *content,
		    size_t room)
{
	char path[128];

	snprintf(path, sizeof(path), UPDATES "%s/%s", update, name);
	read_file(path, content, room);
}

static const char fail_nth[] = "/proc/thread-self/fail-nth";

/*
 * The @nth allocation from here on fails; 0: none. The file stays open, for to
 * open it again allocates too.
 */
static int inject(int nth)
{
	int file = open(fail_nth, O_RDWR);

	if (file < 0 || dprintf(file, "%d", nth) < 0) {
		perror(fail_nth);
		exit(2);
	}
	return file;
}

/* Has the allocation failed? From here on none will. */
static bool was_injected(int file)
{
	char left[16];
	ssize_t n = pread(file, left, sizeof(left) - 1, 0);

	if (n < 0 || pwrite(file, "0", 1, 0) != 1) {
		perror(fail_nth);
		exit(2);
	}
	close(file);
	left[n] = '\0';
	return atoi(left) == 0;
}

static int status(long result, int error, bool injected)
{
	if (result >= 0)
		return injected ? 4 : 0;
	return error == ENOMEM ? 12 : 1;
}

/* What came of a request. */
struct outcome {
	long result;
	int error;
	bool injected;
};

/* A write that took less than all of it has done something, but not the request. */
static long write_all(int file, const char *words)
{
	long n = write(file, words, strlen(words));

	if (n >= 0 && n < (long)strlen(words))
		fail("only %ld bytes were taken", n);
	return n;
}

/* One request. What it opens is opened before an allocation fails. */
static bool request(char **words, int n, struct outcome *outcome)
{
	const char *action = words[0];
	bool insert = !strcmp(action, "insert");
	int file, injection = -1, nth = n == 4 ? atoi(words[3]) : 0;

	*outcome = (struct outcome) { 0 };
	if (n == 2 && !strcmp(action, "remove")) {
		outcome->result = syscall(SYS_delete_module, words[1], O_NONBLOCK);
		outcome->error = errno;
		return true;
	}
	if (n < 3 || n > 4 || (!insert && strcmp(action, "write")))
		return false;
	file = !strcmp(words[1], "-") ? STDIN_FILENO :
	       open(words[1], insert ? O_RDONLY : O_WRONLY);
	if (file < 0) {
		outcome->result = -1;
		outcome->error = errno;
		return true;
	}
	prctl(PR_SET_NAME, "hs-write");
	if (nth)
		injection = inject(nth);
	if (insert)
		outcome->result = syscall(SYS_finit_module, file, words[2], 0);
	else
		outcome->result = write_all(file, words[2]);
	outcome->error = errno;
	outcome->injected = nth && was_injected(injection);
	return true;
}

static int obey(char **words, int n)
{
	struct outcome o;

	if (!request(words, n, &o))
		return 2;
	return status(o.result, o.error, o.injected);
}

static int tell(char **words, int n)
{
	struct outcome o;

	if (!request(words, n, &o))
		return 2;
	puts(o.result < 0 ? strerrorname_np(o.error) : "OK");
	return 0;
}

/* Is the new code what runs? -1 for an update without an effect to see. */
static int effect(const char *update)
{
	char uptime[128];

	if (!strcmp(update, "getppid")) {
		long parent = syscall(SYS_getppid);
		char stat[512], *behind;

		read_file("/proc/self/stat", stat, sizeof(stat));
		behind = strrchr(stat, ')');
		if (parent == NEW_PARENT)
			return 1;
		if (!behind || parent != atol(behind + 4))
			fail("the parent is %ld", parent);
		return 0;
	}
	if (!strcmp(update, "uptime")) {
		read_file("/proc/uptime", uptime, sizeof(uptime));
		if (!strncmp(uptime, NEW_UPTIME, strlen(NEW_UPTIME)))
			return 1;
		if (uptime[0] < '0' || uptime[0] > '9')
			fail("uptime is '%s'", uptime);
		return 0;
	}
	return -1;
}

/* Whether the update is applied; its state and its effect must agree. */
static bool is_applied(const char *update)
{
	char state[32];
	int seen;
	bool applied;

	read_of(update, "state", state, sizeof(state));
	applied = !strcmp(state, "applied");
	if (!applied && strcmp(state, "loaded"))
		fail("%s is '%s'", update, state);
	seen = effect(update);
	if (seen >= 0 && seen != applied)
		fail("%s is %s, its effect is not", update, state);
	return applied;
}

static int open_control(const char *update)
{
	char path[128];
	int file;

	snprintf(path, sizeof(path), UPDATES "%s/control", update);
	file = open(path, O_WRONLY);
	if (file < 0)
		fail("%s: %s", path, strerror(errno));
	return file;
}

/* One number of an update's freeze file. */
static long long figure(const char *update, const char *key)
{
	char content[256], *at;

	read_of(update, "freeze", content, sizeof(content));
	at = strstr(content, key);
	if (!at)
		fail("%s has no %s", update, key);
	return atoll(at + strlen(key));
}

/* What a run of pairs took. */
struct tally {
	long attempts;
	long most;
	long failures;
	long long in_requests;
	long long frozen;
};

static void request_of(struct tally *t, const char *update, const char *words)
{
	int file = open_control(update);
	long long start = now_us();
	long attempts;

	if (write(file, words, strlen(words)) < 0) {
		printf("%s of %s: %s\n", words, update, strerror(errno));
		t->failures++;
	} else if (is_applied(update) != !strcmp(words, "apply")) {
		fail("%s of %s did not do it", words, update);
	}
	t->in_requests += now_us() - start;
	close(file);
	t->frozen += figure(update, "total_ns=");
	attempts = figure(update, "attempts=");
	t->attempts += attempts;
	if (attempts > t->most)
		t->most = attempts;
}

static int pairs(long n, char **updates, int n_updates)
{
	struct tally t = { 0 };
	long long start = now_us();
	long done;
	int i;

	for (done = 1; done <= n; done++) {
		for (i = 0; i < n_updates; i++)
			request_of(&t, updates[i], "apply");
		for (i = n_updates; i-- > 0;)
			request_of(&t, updates[i], "reverse");
		if (done % PROGRESS && done != n)
			continue;
		printf("%ld pairs of %d updates in %lld s (%lld s in requests, %lld ms in freezes), %ld attempts, most for one %ld, failures %ld\n",
		       done, n_updates, (now_us() - start) / MILLION,
		       t.in_requests / MILLION, t.frozen / MILLION, t.attempts,
		       t.most, t.failures);
		fflush(stdout);
	}
	return t.failures ? 1 : 0;
}

/* Writes as a process of its own, and kills it after at most @most_us. */
static bool killed(int file, const char *words, long most_us)
{
	pid_t writer = fork();
	int result;

	if (!writer)
		_exit(write(file, words, strlen(words)) < 0);
	usleep(random() % most_us);
	kill(writer, SIGKILL);
	waitpid(writer, &result, 0);
	return WIFSIGNALED(result);
}

static int storm(long seconds, char **updates, int n_updates)
{
	long long end = now_us() + seconds * MILLION;
	long requests = 0, kills = 0, applied = 0;
	long limits[MOST_UPDATES] = { 0 };
	bool survived[MOST_UPDATES] = { false };

	while (now_us() < end) {
		int i = requests % n_updates;
		const char *update = updates[i];
		long *most_us = &limits[i];
		int file = open_control(update);
		bool was = is_applied(update);

		requests++;
		*most_us = *most_us < 1000 ? 1000 : *most_us;
		/*
		 * About half of them are to be killed while the request runs,
		 * however long that takes here.
		 */
		if (killed(file, was ? "reverse" : "apply", *most_us)) {
			kills++;
			*most_us += survived[i] ? *most_us / 16 : *most_us;
		} else {
			survived[i] = true;
			*most_us -= *most_us / 16;
		}
		close(file);
		if (is_applied(update) == was)
			continue;
		applied++;
		if (!strcmp(update, "sleep"))
			fail("applied with a thread in it");
	}
	printf("%ld requests, %ld killed, %ld took effect\n", requests, kills,
	       applied);
	if (!kills || kills == requests || !applied)
		fail("the kills hit none of the requests, or all");
	return 0;
}

/* What is in force of the updates that "replace" moves. */
enum set { ORIGINAL, FIRST, SECOND };

/**
 * struct sight - what the reader saw, shared with the writer
 * @wanted:    the set that is, or is being put, in force
 * @requests:  its number, odd while the request runs
 * @seen:      by the last call
 * @calls:     pairs of them
 * @originals: the original code of uptime_proc_show()
 * @mixed:     the new set's code, and after it the old set's
 */
struct sight {
	volatile enum set wanted;
	volatile long requests;
	volatile enum set seen;
	volatile long calls;
	volatile long originals;
	volatile long mixed;
};

static enum set set_of_uptime(int file)
{
	char line[128] = "";

	if (pread(file, line, sizeof(line) - 1, 0) <= 0)
		fail("/proc/uptime: %s", strerror(errno));
	if (!strncmp(line, NEW_UPTIME, strlen(NEW_UPTIME)))
		return FIRST;
	if (!strncmp(line, OTHER_UPTIME, strlen(OTHER_UPTIME)))
		return SECOND;
	if (line[0] < '0' || line[0] > '9')
		fail("uptime is '%s'", line);
	return ORIGINAL;
}

/* The second set leaves this one as it was. */
static enum set set_of_getppid(long parent)
{
	long found = syscall(SYS_getppid);

	if (found != NEW_PARENT && found != parent)
		fail("the parent is %ld", found);
	return found == NEW_PARENT ? FIRST : SECOND;
}

static void run_on(int cpu)
{
	cpu_set_t cpus;

	CPU_ZERO(&cpus);
	CPU_SET(cpu, &cpus);
	if (sched_setaffinity(0, sizeof(cpus), &cpus))
		fail("CPU %d: %s", cpu, strerror(errno));
}

/* Calls both functions, in either order, until it is killed. */
static void look(struct sight *sight, long parent)
{
	int file = open("/proc/uptime", O_RDONLY);

	run_on(sysconf(_SC_NPROCESSORS_ONLN) - 1);
	for (;;) {
		bool uptime_first = sight->calls & 1;
		long request = sight->requests;
		enum set wanted = sight->wanted;
		enum set first, second;

		first = uptime_first ? set_of_uptime(file) : set_of_getppid(parent);
		second = uptime_first ? set_of_getppid(parent) : set_of_uptime(file);
		if (first == ORIGINAL || second == ORIGINAL)
			sight->originals++;
		else if (request & 1 && request == sight->requests &&
			 first == wanted && second != wanted)
			sight->mixed++;
		sight->seen = uptime_first ? first : second;
		sight->calls++;
	}
}

/* Again while the reader is in the function all the time. */
static void insist(const char *update, const char *words)
{
	int file = open_control(update);

	while (write(file, words, strlen(words)) < 0)
		if (errno != EBUSY)
			fail("%s of %s: %s", words, update, strerror(errno));
	close(file);
}

/* One set in the place of the other. */
static void put(enum set set)
{
	if (set == FIRST)
		insist("uptime", "apply with=getppid replace=uptime2");
	else
		insist("uptime2", "apply replace=uptime,getppid");
}

/* As it must not be: both sets meet, and uptime_proc_show() is without either. */
static void put_apart(enum set set)
{
	if (set == FIRST) {
		insist("getppid", "apply");
		insist("uptime2", "reverse");
		insist("uptime", "apply");
	} else {
		insist("uptime", "reverse");
		insist("uptime2", "apply");
		insist("getppid", "reverse");
	}
}

static int replace(long n, bool apart)
{
	struct sight *sight = mmap(NULL, sizeof(*sight), PROT_READ | PROT_WRITE,
				   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	long parent = getpid();
	enum set set = SECOND;
	pid_t reader;

	insist("uptime2", "apply");
	reader = fork();
	if (!reader)
		look(sight, parent);
	run_on(0);
	for (n *= 2; n > 0; n--) {
		set = set == FIRST ? SECOND : FIRST;
		sight->wanted = set;
		sight->requests++;
		if (apart)
			put_apart(set);
		else
			put(set);
		sight->requests++;
		/* It has been in each set, so it was there at each change. */
		while (sight->seen != set) {
			if (waitpid(reader, NULL, WNOHANG))
				fail("the reader ended");
			usleep(100);
		}
	}
	kill(reader, SIGKILL);
	waitpid(reader, NULL, 0);
	insist("uptime2", "reverse");
	printf("%ld requests, %ld pairs of calls, the original code %ld times, both sets %ld times\n",
	       sight->requests / 2, sight->calls, sight->originals, sight->mixed);
	if (apart && (!sight->originals || !sight->mixed))
		fail("the gap was not seen");
	if (!apart && (sight->originals || sight->mixed))
		fail("there was a gap");
	return 0;
}

static int hasty(long most_us, char **words, int n)
{
	pid_t worker = fork();

	if (!worker)
		_exit(obey(words, n));
	srandom(getpid() ^ now_us());
	usleep(random() % most_us);
	kill(worker, SIGKILL);
	waitpid(worker, NULL, 0);
	return 0;
}

int main(int argc, char **argv)
{
	long n = argc > 2 ? atol(argv[2]) : 0;

	if (argc > 2 && !strcmp(argv[1], "tell"))
		return tell(argv + 2, argc - 2);
	if (argc == 3 && n > 0 && !strcmp(argv[1], "replace"))
		return replace(n, false);
	if (argc == 3 && n > 0 && !strcmp(argv[1], "apart"))
		return replace(n, true);
	if (argc - 3 > MOST_UPDATES)
		return 2;
	if (argc > 3 && n > 0 && !strcmp(argv[1], "pairs"))
		return pairs(n, argv + 3, argc - 3);
	if (argc > 3 && n > 0 && !strcmp(argv[1], "storm"))
		return storm(n, argv + 3, argc - 3);
	if (argc > 3 && n > 0 && !strcmp(argv[1], "hasty"))
		return hasty(n, argv + 3, argc - 3);
	return argc > 1 ? obey(argv + 1, argc - 1) : 2;
}
