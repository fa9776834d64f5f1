// SPDX-License-Identifier: GPL-2.0-only
/*
 * Replaces target_compute() by code that hands out the address of a function of
 * its own: a timer, which may run when the update is no longer in force.
 */
#include <linux/jiffies.h>
#include <linux/timer.h>
#include "update.h"

extern char hsx_kept_0_0[];

/* Between a call and the timer that it sets. */
static int delay_ms = 1000;
module_param(delay_ms, int, 0600);
/* Times that the timer ran. */
static int ran;
module_param(ran, int, 0400);

static void on_timer(struct timer_list *unused)
{
	ran++;
}

static DEFINE_TIMER(timer, on_timer);

static noinline int new_compute(int n)
{
	mod_timer(&timer, jiffies + msecs_to_jiffies(delay_ms));
	return n + 3000 + (*hsx_kept_0_0 == 0);
}

static const struct hotsplice_redirect redirects[] = {
	{ .symbol = 0, .replacement = new_compute },
};

TEST_UPDATE("kept", .keep = 1);
