// SPDX-License-Identifier: GPL-2.0-only
/* A module that an update changes. */
#include <linux/jump_label.h>
#include <linux/ktime.h>
#include <linux/linkage.h>
#include <linux/module.h>

static bool fail;
module_param(fail, bool, 0);

static int weight = 3;
module_param(weight, int, 0);

int target_compute(int n);
noinline int target_compute(int n)
{
	return n * weight + 1;
}

/* Without fentry: redirected at its entry. */
int target_quiet(int n);
noinline notrace int target_quiet(int n)
{
	return n * weight + 2;
}

/* Code that runs while entries from user space are being made. */
int target_noinstr(int n);
noinstr int target_noinstr(int n)
{
	return n * weight + 3;
}

static DEFINE_STATIC_KEY_FALSE(key);

/* A jump label in the first bytes. */
int target_branch(int n);
noinline notrace int target_branch(int n)
{
	if (static_branch_unlikely(&key))
		return n;
	return n * weight + 4;
}

/* The same behind an fentry call. */
int target_detour(int n);
noinline int target_detour(int n)
{
	if (static_branch_unlikely(&key))
		return n;
	return n * weight + 5;
}

/* Two bytes, and the next function begins behind them. */
int target_small(int n);
asm(".pushsection .text\n"
    ".globl target_small\n"
    ".type target_small, @function\n"
    "target_small: jmp target_small_rest\n"
    ".size target_small, . - target_small\n"
    ".type target_small_rest, @function\n"
    "target_small_rest: lea 6(%rdi,%rdi,2), %eax\n"
    ASM_RET
    ".size target_small_rest, . - target_small_rest\n"
    ".popsection\n");

static int quiet_get(char *page, const struct kernel_param *unused)
{
	return sysfs_emit(page, "%d %d %d %d %d\n", target_quiet(2),
			  target_noinstr(2), target_branch(2),
			  target_detour(2), target_small(2));
}

static const struct kernel_param_ops quiet_ops = { .get = quiet_get };
module_param_cb(quiet, &quiet_ops, NULL, 0400);

/* Nanoseconds of 100,000 calls. */
static int calls_get(char *page, const struct kernel_param *unused)
{
	u64 start = ktime_get_ns();
	int i, sum = 0;

	for (i = 0; i < 100000; i++)
		sum += target_compute(i);
	return sysfs_emit(page, "%llu %d\n", ktime_get_ns() - start, sum & 1);
}

static const struct kernel_param_ops calls_ops = { .get = calls_get };
module_param_cb(calls, &calls_ops, NULL, 0400);

static int at_init;
module_param(at_init, int, 0400);

static int value_get(char *page, const struct kernel_param *unused)
{
	return sysfs_emit(page, "%d\n", target_compute(2));
}

static const struct kernel_param_ops value_ops = { .get = value_get };
module_param_cb(value, &value_ops, NULL, 0400);

static int __init target_init(void)
{
	at_init = target_compute(1);
	return fail ? -EIO : 0;
}

static void __exit target_exit(void)
{
}

module_init(target_init);
module_exit(target_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("test: a module to change");
