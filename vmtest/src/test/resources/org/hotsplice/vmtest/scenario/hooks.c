/* SPDX-License-Identifier: GPL-2.0-only */
/* Put into fs/proc/uptime.c by SinglePatchShapesIT: a hook of each kind, which leaves a word behind. */
#include <linux/string.h>
#include <hotsplice/hotsplice-patch.h>

static char example_called[256];
static int example_checks;

#define EXAMPLE_WORD(kind, word)				\
	static void example_##kind(void)			\
	{							\
		strlcat(example_called, word " ",		\
			sizeof(example_called));		\
	}							\
	hotsplice_##kind(example_##kind)
#define EXAMPLE_ANSWER(kind, word, answer)			\
	static int example_##kind(void)				\
	{							\
		strlcat(example_called, word " ",		\
			sizeof(example_called));		\
		return answer;					\
	}							\
	hotsplice_##kind(example_##kind)

EXAMPLE_ANSWER(pre_apply, "pre", 0);
/* The second apply and the first reversal are refused. */
EXAMPLE_ANSWER(check_apply, "check", ++example_checks == 4 ? -EBUSY : 0);
EXAMPLE_WORD(apply, "apply");
EXAMPLE_WORD(post_apply, "post");
EXAMPLE_WORD(fail_apply, "fail");
EXAMPLE_ANSWER(pre_reverse, "pre-", 0);
EXAMPLE_ANSWER(check_reverse, "check-", ++example_checks == 2 ? -EBUSY : 0);
EXAMPLE_WORD(reverse, "reverse-");
EXAMPLE_WORD(post_reverse, "post-");
EXAMPLE_WORD(fail_reverse, "fail-");
