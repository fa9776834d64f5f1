// SPDX-License-Identifier: GPL-2.0-only
/*
 * Threads that come and go, in the kernel versions; see compat.h.
 */
#include <linux/irq_work.h>
#include <linux/percpu.h>
#include <linux/rcu_segcblist.h>
#include <linux/srcu.h>
#include <linux/timer.h>
#include <linux/version.h>
#include <linux/workqueue.h>

#include "compat.h"
#include "compat_calls.h"

/* NULL where the kernel has no such variable. */
static unsigned long *total_forks_pointer;

static void forks_init(void)
{
	/*
	 * copy_process() raises it under tasklist_lock, with interrupts off;
	 * with PREEMPT_RT that lock lets the freeze come in between.
	 */
	if (!IS_ENABLED(CONFIG_PREEMPT_RT))
		total_forks_pointer = (void *)hs_kernel_symbol("total_forks");
}

bool hs_fork_count(unsigned long *count)
{
	if (total_forks_pointer)
		*count = READ_ONCE(*total_forks_pointer);
	return total_forks_pointer;
}

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 9, 0)
static struct srcu_struct *exit_srcu;

int hs_compat_exits_init(const char **missing)
{
	forks_init();
	return hs_pointer_find(&exit_srcu, "tasks_rcu_exit_srcu", missing);
}

/*
 * do_exit() holds this SRCU from before a thread leaves the task list until
 * it can no longer be preempted. Readers that entered and did not leave are
 * the difference of the counters; in the freeze nobody changes them.
 */
long hs_exiting_tasks(void)
{
	long sum = 0;
	int cpu, i;

	for_each_possible_cpu(cpu) {
		struct srcu_data *data = per_cpu_ptr(exit_srcu->sda, cpu);

		for (i = 0; i < ARRAY_SIZE(data->srcu_lock_count); i++) {
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
			sum += data->srcu_lock_count[i];
			sum -= data->srcu_unlock_count[i];
#else
			sum += atomic_long_read(&data->srcu_lock_count[i]);
			sum -= atomic_long_read(&data->srcu_unlock_count[i]);
#endif
		}
	}
	return sum;
}
#else
/*
 * From 6.9 on such threads stand on a list for each CPU. Its layout is private
 * to kernel/rcu/tasks.h; hs_compat_exits_init() holds this copy to what is there.
 */
struct rcu_tasks;
struct rcu_tasks_percpu_copy {
	struct rcu_segcblist cblist;
	raw_spinlock_t lock;
	unsigned long rtp_jiffies;
	unsigned long rtp_n_lock_retries;
	struct timer_list lazy_timer;
	unsigned int urgent_gp;
	struct work_struct rtp_work;
	struct irq_work rtp_irq_work;
	struct rcu_head barrier_q_head;
	struct list_head rtp_blkd_tasks;
	struct list_head rtp_exit_list;
	int cpu;
	int index;
	struct rcu_tasks *rtpp;
};

static struct rcu_tasks_percpu_copy __percpu *exit_lists;

int hs_compat_exits_init(const char **missing)
{
	unsigned long rcu_tasks = hs_kernel_symbol("rcu_tasks");
	int cpu;

	forks_init();
	*missing = "rcu_tasks__percpu";
	exit_lists = (void __percpu *)hs_kernel_symbol(*missing);
	if (!exit_lists || !rcu_tasks)
		return -ENOENT;
	for_each_possible_cpu(cpu) {
		struct rcu_tasks_percpu_copy *c = per_cpu_ptr(exit_lists, cpu);

		if (c->cpu != cpu || (unsigned long)c->rtpp != rcu_tasks)
			return -EOPNOTSUPP;
	}
	return 0;
}

long hs_exiting_tasks(void)
{
	long n = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		n += !list_empty(&per_cpu_ptr(exit_lists, cpu)->rtp_exit_list);
	return n;
}
#endif
