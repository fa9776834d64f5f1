// SPDX-License-Identifier: GPL-2.0-only
/*
 * Replaces uptime_proc_show(). Calls functions of the kernel that are not
 * exported, by the dynamic exports of the ref module.
 */
#include <linux/kernel_stat.h>
#include <linux/seq_file.h>
#include "update.h"

extern char hsx_uptime_0_0[];	/* uptime_proc_show: keeps the ref module */
u64 hsx_uptime_0_1(struct kernel_cpustat *stat, int cpu);	/* get_idle_time */

static noinline int new_uptime_proc_show(struct seq_file *m, void *v)
{
	struct kernel_cpustat stat = kcpustat_cpu(0);

	seq_printf(m, "uptime one idle=%d old=%d\n",
		   hsx_uptime_0_1(&stat, 0) > 0, *hsx_uptime_0_0 != 0);
	return 0;
}

/* Symbol 0 is the first function that the ref module matches. */
static const struct hotsplice_redirect redirects[] = {
	{ .symbol = 0, .replacement = new_uptime_proc_show },
};

TEST_UPDATE("uptime");
