/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Updates that are loaded, and what state they are in.
 */
#ifndef _HS_UPDATE_H
#define _HS_UPDATE_H

#include <linux/completion.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <hotsplice/update.h>

#include "redirect.h"
#include "stack.h"

/*
 * Guards updates, parts, places and layers, and is held through every request
 * of user space, so these follow one another. Only the freeze reads places
 * and layers without taking it: its caller has it. Making an update's files,
 * which may fail, and removing them waits for their readers, so that is done
 * without it.
 */
extern struct mutex hs_mutex;

/**
 * struct hs_part - the modules of an update for one target
 *
 *	                 ref registers      new registers       apply
 *	        (none)  -------------->  matched ------>  loaded  ------>  applied
 *	                <--------------          <------          <------
 *	                 ref leaves         new leaves          reverse
 *
 * @list:    in the update's @parts, by number
 * @moving:  in a transaction's list
 * @update:  the update
 * @ref:     tables of the ref module
 * @new:     what the new module brings, NULL while only matched
 * @values:  addresses of @ref's symbols
 * @target:  the module that is changed, held while @ref is there: its
 *           addresses are in @values and in the new module. NULL for vmlinux
 * @lost:    @target is gone all the same, and the part is of no more use
 * @layers:  one for each redirect of @new
 * @applied: the redirects are in force; the new module is held
 * @kept:    the new module has been applied and is never unloaded
 * @asked:   pre hooks were called in this transaction
 */
struct hs_part {
	struct list_head list;
	struct list_head moving;
	struct hs_update *update;
	const struct hotsplice_ref *ref;
	const struct hotsplice_update *new;
	u64 *values;
	struct module *target;
	struct hs_layer *layers;
	bool lost;
	bool applied;
	bool kept;
	bool asked;
};

/* What the last freeze of an update took. */
struct hs_timing {
	u64 total_ns;
	u64 check_ns;
	u64 write_ns;
	u32 tasks;
	u32 frames;
	u32 attempts;
};

/**
 * struct hs_update - an update with at least one part
 * @kobject:  its directory in sysfs
 * @released: nobody uses @kobject any more
 * @list:     in the list of all updates
 * @parts:    its parts
 * @gone:     taken off the list; requests that waited for the mutex fail
 * @id:       its id
 * @n_busy:   threads in the way of the last request that found it busy
 * @busy:     the first of them
 * @timing:   of the last freeze
 */
struct hs_update {
	struct kobject kobject;
	struct completion released;
	struct list_head list;
	struct list_head parts;
	bool gone;
	char id[HOTSPLICE_ID_LEN + 1];
	u32 n_busy;
	struct hs_busy_task busy[HS_BUSY_LISTED];
	struct hs_timing timing;
};

/* Under hs_mutex; NULL if there is none. */
struct hs_update *hs_update_find(const char *id);
/* The function that a redirect means. */
const struct hotsplice_function *
hs_part_function(const struct hs_part *part, u32 symbol);

/*
 * @mod goes though it is held: its init failed. Its parts are lost; what they
 * redirect is freed with it.
 */
void hs_target_lost(const struct module *mod);

/* Requests from user space; they take hs_mutex. */
int hs_update_control(struct hs_update *update, const char *words);

#endif /* _HS_UPDATE_H */
