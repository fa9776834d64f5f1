// SPDX-License-Identifier: GPL-2.0-only
/*
 * Target modules that come and go, see late.h.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include <linux/umh.h>

#include "late.h"
#include "update.h"

static char helper[128] = "/usr/lib/hotsplice/module-coming";
module_param_string(helper, helper, sizeof(helper), 0600);
MODULE_PARM_DESC(helper, "program called with the name of an awaited module before its init runs");

/* Guards @awaited. */
static DEFINE_MUTEX(lock);
/* Words, each with a space before and behind it; NULL for none. */
static char *awaited;

ssize_t hs_late_show(char *page)
{
	ssize_t n = 0;

	mutex_lock(&lock);
	if (awaited) {
		n = sysfs_emit(page, "%s", awaited + 1);
		strreplace(page, ' ', '\n');
	}
	mutex_unlock(&lock);
	return n;
}

int hs_late_store(const char *names)
{
	int length = strcspn(names, "\n");
	char *words;

	/* A longer write would arrive in pieces, each in place of the last. */
	if (strlen(names) >= PAGE_SIZE)
		return -E2BIG;
	words = kasprintf(GFP_KERNEL, " %.*s ", length, names);
	if (!words)
		return -ENOMEM;
	/* As the kernel names modules. */
	strreplace(words, '-', '_');
	mutex_lock(&lock);
	swap(awaited, words);
	mutex_unlock(&lock);
	kfree(words);
	return 0;
}

static bool is_awaited(const char *name)
{
	char word[MODULE_NAME_LEN + 2];
	bool found;

	snprintf(word, sizeof(word), " %s ", name);
	mutex_lock(&lock);
	found = awaited && strstr(awaited, word);
	mutex_unlock(&lock);
	return found;
}

/* The module loads whatever comes of it; user space tells about a failure. */
static void call_helper(const char *name)
{
	char *argv[] = { helper, (char *)name, NULL };
	static char *environment[] = {
		"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/", NULL
	};
	int status = call_usermodehelper(helper, argv, environment,
					 UMH_WAIT_PROC | UMH_KILLABLE);

	if (status)
		pr_warn("'%s %s' returned %#x\n", helper, name, status);
}

static int module_changes(struct notifier_block *block, unsigned long state,
			  void *data)
{
	struct module *mod = data;

	if (state == MODULE_STATE_COMING && is_awaited(mod->name))
		call_helper(mod->name);
	else if (state == MODULE_STATE_GOING)
		hs_target_lost(mod);
	return NOTIFY_DONE;
}

/* Behind all others: they make the module's code what it is to be. */
static struct notifier_block module_notifier = {
	.notifier_call = module_changes,
	.priority = INT_MIN,
};

int hs_late_init(void)
{
	return register_module_notifier(&module_notifier);
}

void hs_late_exit(void)
{
	unregister_module_notifier(&module_notifier);
	kfree(awaited);
}
