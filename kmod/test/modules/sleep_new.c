// SPDX-License-Identifier: GPL-2.0-only
/* Replaces do_nanosleep(), in which there often is a thread. */
#include <linux/hrtimer.h>
#include "update.h"

extern char hsx_sleep_0_0[];

static noinline int new_do_nanosleep(struct hrtimer_sleeper *t,
				     enum hrtimer_mode mode)
{
	return *hsx_sleep_0_0 == 0;
}

static const struct hotsplice_redirect redirects[] = {
	{ .symbol = 0, .replacement = new_do_nanosleep },
};

TEST_UPDATE("sleep");
