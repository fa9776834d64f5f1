// SPDX-License-Identifier: GPL-2.0-only
/* Replaces the system call getppid, and has a hook of each kind. */
#include <linux/delay.h>
#include <linux/ptrace.h>
#include "update.h"

extern char hsx_getppid_0_0[];

/* A kind, as number of enum hotsplice_hook_kind, that is to refuse. */
static int refuse = -1;
module_param(refuse, int, 0600);
/* A kind that is to sleep where it must not. */
static int sleep = -1;
module_param(sleep, int, 0600);
/* Kinds called, in their order, one letter each. */
static char called[64];
module_param_string(called, called, sizeof(called), 0600);

static int note(enum hotsplice_hook_kind kind)
{
	size_t n = strlen(called);

	if (n + 1 < sizeof(called)) {
		called[n] = 'a' + kind;
		called[n + 1] = '\0';
	}
	if (sleep == kind)
		local_irq_enable();
	return refuse == kind ? -EPERM : 0;
}

#define ASKING(kind, name) static int name(void) { return note(kind); }
#define TELLING(kind, name) static void name(void) { note(kind); }
ASKING(HOTSPLICE_PRE_APPLY, pre_apply)
ASKING(HOTSPLICE_CHECK_APPLY, check_apply)
TELLING(HOTSPLICE_APPLY, apply)
TELLING(HOTSPLICE_POST_APPLY, post_apply)
TELLING(HOTSPLICE_FAIL_APPLY, fail_apply)
ASKING(HOTSPLICE_PRE_REVERSE, pre_reverse)
ASKING(HOTSPLICE_CHECK_REVERSE, check_reverse)
TELLING(HOTSPLICE_REVERSE, reverse)
TELLING(HOTSPLICE_POST_REVERSE, post_reverse)
TELLING(HOTSPLICE_FAIL_REVERSE, fail_reverse)

#define HOOK(kind, name) \
	[kind] = { .functions = (void *const []) { name }, .n = 1 }

static noinline long new_getppid(const struct pt_regs *regs)
{
	return 4242 + (*hsx_getppid_0_0 == 0);
}

static const struct hotsplice_redirect redirects[] = {
	{ .symbol = 0, .replacement = new_getppid },
};

TEST_UPDATE("getppid",
	.hooks = {
		HOOK(HOTSPLICE_PRE_APPLY, pre_apply),
		HOOK(HOTSPLICE_CHECK_APPLY, check_apply),
		HOOK(HOTSPLICE_APPLY, apply),
		HOOK(HOTSPLICE_POST_APPLY, post_apply),
		HOOK(HOTSPLICE_FAIL_APPLY, fail_apply),
		HOOK(HOTSPLICE_PRE_REVERSE, pre_reverse),
		HOOK(HOTSPLICE_CHECK_REVERSE, check_reverse),
		HOOK(HOTSPLICE_REVERSE, reverse),
		HOOK(HOTSPLICE_POST_REVERSE, post_reverse),
		HOOK(HOTSPLICE_FAIL_REVERSE, fail_reverse),
	});
