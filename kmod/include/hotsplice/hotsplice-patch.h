/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For authors of patches: hooks, and fields that a struct lacks.
 *
 * A patch whose code alone is not enough, because data that is already in
 * memory has to change with it, adds
 *
 *	#include <hotsplice/hotsplice-patch.h>
 *
 * to a file that it changes, and names functions to be called when the update
 * is applied and when it is reversed:
 *
 *	static int limit_check(void)
 *	{
 *		return net_limit > 4096 ? -EBUSY : 0;
 *	}
 *	hotsplice_check_apply(limit_check);
 *
 * The functions become part of the update; nothing of this header is in a
 * kernel that is built from the patched source without Hotsplice.
 *
 *	kind           when                                   may
 *	-------------  -------------------------------------  -----------------
 *	pre_apply      before the freeze                      sleep, refuse
 *	check_apply    in the freeze, nothing is changed yet  refuse
 *	apply          in the freeze, redirects are written   neither
 *	post_apply     after the freeze                       sleep
 *	fail_apply     the apply did not happen, and
 *	               pre_apply had been called              sleep
 *
 * and the same five for the reversal. Those that may refuse are
 * int (*)(void) and return 0 or a negative error number; the others are
 * void (*)(void). In the freeze interrupts are off on every CPU and all
 * threads stand still, whatever locks they hold: take no lock, allocate
 * nothing, print nothing, and be short. Several hooks of a kind are called in
 * the order in which they stand in the file. An apply that finds code in use
 * is tried again, and calls check_apply each time.
 */
#ifndef _HOTSPLICE_PATCH_H
#define _HOTSPLICE_PATCH_H

#include <linux/compiler.h>
#include <linux/livepatch.h>
#include <linux/types.h>

#define HOTSPLICE_HOOK(kind, result, function)				\
	static result (*const __hotsplice_##kind##_##function)(void)	\
	__used __section(".hotsplice.hook." #kind) = function

#define hotsplice_pre_apply(function)					\
	HOTSPLICE_HOOK(pre_apply, int, function)
#define hotsplice_check_apply(function)					\
	HOTSPLICE_HOOK(check_apply, int, function)
#define hotsplice_apply(function)					\
	HOTSPLICE_HOOK(apply, void, function)
#define hotsplice_post_apply(function)					\
	HOTSPLICE_HOOK(post_apply, void, function)
#define hotsplice_fail_apply(function)					\
	HOTSPLICE_HOOK(fail_apply, void, function)

#define hotsplice_pre_reverse(function)					\
	HOTSPLICE_HOOK(pre_reverse, int, function)
#define hotsplice_check_reverse(function)				\
	HOTSPLICE_HOOK(check_reverse, int, function)
#define hotsplice_reverse(function)					\
	HOTSPLICE_HOOK(reverse, void, function)
#define hotsplice_post_reverse(function)				\
	HOTSPLICE_HOOK(post_reverse, void, function)
#define hotsplice_fail_reverse(function)				\
	HOTSPLICE_HOOK(fail_reverse, void, function)

#ifdef CONFIG_LIVEPATCH
/**
 * HOTSPLICE_SHADOW_FIELD - a field that a struct of the kernel lacks
 * @name:  name of the field; the functions below begin with it
 * @owner: the struct that has it, as "struct sock"
 * @type:  type of the field
 * @id:    a number that no other shadow field of this kernel has, and that
 *         stays the same in later updates, which then find the values
 *
 * A patch cannot add a field to a struct whose instances exist already, nor
 * change its size for modules that were built with the old one. The value is
 * kept outside of the struct, under its address:
 *
 *	HOTSPLICE_SHADOW_FIELD(frag_count, struct sock, u32, 0x53928001);
 *
 * frag_count_get(sk)         the value's address, or NULL: the instance has
 *                            none, as all that are older than the update
 * frag_count_make(sk, gfp)   the same, made and zeroed if there is none;
 *                            NULL if memory is short
 * frag_count_drop(sk)        forgets it: to be called where the instance is
 *                            freed, or a later one at that address gets it
 * frag_count_drop_all()      forgets all, for a post_reverse hook
 */
#define HOTSPLICE_SHADOW_FIELD(name, owner, type, id)			\
	static inline __maybe_unused type *name##_get(owner *of)	\
	{								\
		return klp_shadow_get(of, id);				\
	}								\
	static inline __maybe_unused type *name##_make(owner *of, gfp_t gfp) \
	{								\
		return klp_shadow_get_or_alloc(of, id, sizeof(type),	\
					       gfp, NULL, NULL);	\
	}								\
	static inline __maybe_unused void name##_drop(owner *of)	\
	{								\
		klp_shadow_free(of, id, NULL);				\
	}								\
	static inline __maybe_unused void name##_drop_all(void)		\
	{								\
		klp_shadow_free_all(id, NULL);				\
	}								\
	static_assert((id) != 0)
#endif /* CONFIG_LIVEPATCH */

#endif /* _HOTSPLICE_PATCH_H */
