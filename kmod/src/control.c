// SPDX-License-Identifier: GPL-2.0-only
/*
 * Files in sysfs, see control.h. All show state under hs_mutex, and so wait
 * for a request that runs.
 */
#include <linux/kallsyms.h>
#include <linux/kobject.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "compat.h"
#include "control.h"
#include "late.h"
#include "refusal.h"
#include "update.h"

static struct kobject *root;
static struct kobject *updates_directory;

static struct hs_update *update_of(struct kobject *kobject)
{
	return container_of(kobject, struct hs_update, kobject);
}

static ssize_t abi_show(struct kobject *kobject, struct kobj_attribute *attr,
			char *page)
{
	return sysfs_emit(page, "%d\n", HOTSPLICE_ABI);
}

static ssize_t version_show(struct kobject *kobject,
			    struct kobj_attribute *attr, char *page)
{
	return sysfs_emit(page, "%s\n", THIS_MODULE->version);
}

static ssize_t refusal_show(struct kobject *kobject,
			    struct kobj_attribute *attr, char *page)
{
	return hs_refusal_show(page);
}

static ssize_t await_show(struct kobject *kobject, struct kobj_attribute *attr,
			  char *page)
{
	return hs_late_show(page);
}

static ssize_t await_store(struct kobject *kobject, struct kobj_attribute *attr,
			   const char *names, size_t length)
{
	return hs_late_store(names) ?: length;
}

static const char *part_state(const struct hs_part *part)
{
	if (part->lost)
		return "lost";
	if (part->applied)
		return "applied";
	return part->new ? "loaded" : "matched";
}

static const char *update_state(const struct hs_update *update)
{
	const struct hs_part *part;
	bool applied = false, matched = false;

	list_for_each_entry(part, &update->parts, list) {
		applied |= part->applied;
		matched |= !part->new;
	}
	if (applied)
		return "applied";
	return matched ? "matched" : "loaded";
}

static ssize_t state_show(struct kobject *kobject, struct kobj_attribute *attr,
			  char *page)
{
	ssize_t n;

	mutex_lock(&hs_mutex);
	n = sysfs_emit(page, "%s\n", update_state(update_of(kobject)));
	mutex_unlock(&hs_mutex);
	return n;
}

static ssize_t parts_show(struct kobject *kobject, struct kobj_attribute *attr,
			  char *page)
{
	const struct hs_part *part;
	ssize_t n = 0;

	mutex_lock(&hs_mutex);
	list_for_each_entry(part, &update_of(kobject)->parts, list)
		n += sysfs_emit_at(page, n, "%u %s %s\n", part->ref->part,
				   part->ref->target, part_state(part));
	mutex_unlock(&hs_mutex);
	return n;
}

static ssize_t show_functions(const struct hs_part *part, char *page, ssize_t n)
{
	ssize_t start = n;
	u32 i;

	if (!part->new)
		return 0;
	for (i = 0; i < part->new->n_redirects; i++) {
		const struct hotsplice_redirect *r = &part->new->redirects[i];

		if (!r->replacement)
			continue;
		n += sysfs_emit_at(page, n, "%s %s %s\n", part->ref->target,
				   part->ref->symbols[r->symbol].name,
				   part->applied ? "redirected" : "original");
	}
	return n - start;
}

static ssize_t functions_show(struct kobject *kobject,
			      struct kobj_attribute *attr, char *page)
{
	const struct hs_part *part;
	ssize_t n = 0;

	mutex_lock(&hs_mutex);
	list_for_each_entry(part, &update_of(kobject)->parts, list)
		n += show_functions(part, page, n);
	mutex_unlock(&hs_mutex);
	return n;
}

static ssize_t show_busy_task(const struct hs_busy_task *busy, char *page,
			      ssize_t n)
{
	char name[KSYM_SYMBOL_LEN], comm[TASK_COMM_LEN];
	unsigned long offset = 0;

	memcpy(comm, busy->comm, sizeof(comm));
	strreplace(comm, ' ', '_');
	strreplace(comm, '\n', '_');
	if (busy->address) {
		hs_symbol_name(busy->address, name, &offset);
		/* "name [module]" */
		strreplace(name, ' ', '\0');
	} else {
		strscpy(name, "unreliable", sizeof(name));
	}
	return sysfs_emit_at(page, n, "%d %s %s+%#lx\n", busy->pid, comm, name,
			     offset);
}

static ssize_t busy_show(struct kobject *kobject, struct kobj_attribute *attr,
			 char *page)
{
	const struct hs_update *update = update_of(kobject);
	ssize_t n = 0;
	u32 i;

	mutex_lock(&hs_mutex);
	for (i = 0; i < update->n_busy; i++)
		n += show_busy_task(&update->busy[i], page, n);
	mutex_unlock(&hs_mutex);
	return n;
}

static ssize_t freeze_show(struct kobject *kobject, struct kobj_attribute *attr,
			   char *page)
{
	const struct hs_timing *t = &update_of(kobject)->timing;
	ssize_t n;

	mutex_lock(&hs_mutex);
	n = sysfs_emit(page,
		       "total_ns=%llu\ncheck_ns=%llu\nwrite_ns=%llu\ntasks=%u\nframes=%u\nattempts=%u\n",
		       t->total_ns, t->check_ns, t->write_ns, t->tasks,
		       t->frames, t->attempts);
	mutex_unlock(&hs_mutex);
	return n;
}

static ssize_t control_store(struct kobject *kobject,
			     struct kobj_attribute *attr, const char *words,
			     size_t length)
{
	int err = hs_update_control(update_of(kobject), words);

	return err ?: length;
}

#define READABLE(name)							\
	static struct kobj_attribute name##_attribute =			\
		__ATTR(name, 0400, name##_show, NULL)

READABLE(abi);
READABLE(version);
READABLE(refusal);
READABLE(state);
READABLE(parts);
READABLE(functions);
READABLE(busy);
READABLE(freeze);
static struct kobj_attribute await_attribute =
	__ATTR(await, 0600, await_show, await_store);
static struct kobj_attribute control_attribute =
	__ATTR(control, 0200, NULL, control_store);

static const struct attribute *const root_attributes[] = {
	&abi_attribute.attr,
	&version_attribute.attr,
	&refusal_attribute.attr,
	&await_attribute.attr,
	NULL,
};

static struct attribute *update_attrs[] = {
	&state_attribute.attr,
	&parts_attribute.attr,
	&functions_attribute.attr,
	&busy_attribute.attr,
	&freeze_attribute.attr,
	&control_attribute.attr,
	NULL,
};
ATTRIBUTE_GROUPS(update);

static void update_release(struct kobject *kobject)
{
	complete(&update_of(kobject)->released);
}

static const struct kobj_type update_type = {
	.release = update_release,
	.sysfs_ops = &kobj_sysfs_ops,
	.default_groups = update_groups,
};

int hs_control_add(struct hs_update *update)
{
	int err = kobject_init_and_add(&update->kobject, &update_type,
				       updates_directory, "%s", update->id);

	if (err) {
		kobject_put(&update->kobject);
		wait_for_completion(&update->released);
	}
	return err;
}

void hs_control_remove(struct hs_update *update)
{
	kobject_del(&update->kobject);
	kobject_put(&update->kobject);
	/* The release is code of this module, and @update is freed next. */
	wait_for_completion(&update->released);
}

int hs_control_init(void)
{
	int err;

	root = kobject_create_and_add("hotsplice", kernel_kobj);
	if (!root)
		return -ENOMEM;
	updates_directory = kobject_create_and_add("updates", root);
	err = updates_directory ? sysfs_create_files(root, root_attributes) :
				  -ENOMEM;
	if (err)
		hs_control_exit();
	return err;
}

void hs_control_exit(void)
{
	kobject_put(updates_directory);
	kobject_put(root);
}
