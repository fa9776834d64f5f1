/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Calls of functions that the kernel does not export, for the compat files.
 *
 * A file lists them as X(name, needed) in a macro HS_CALLS, where "needed"
 * tells whether the core can do without, and writes
 *
 *	HS_CALLS(HS_DEFINE_CALL)
 *	static const struct hs_call calls[] = { HS_CALLS(HS_CALL_ENTRY) };
 *
 * Only the declarations of the functions are used. The calls go through static
 * calls, static_call(hs_NAME)(...), which hs_calls_find() points at them and
 * which return 0 until then.
 */
#ifndef _HS_COMPAT_CALLS_H
#define _HS_COMPAT_CALLS_H

#include <linux/kernel.h>
#include <linux/static_call.h>

struct hs_call {
	const char *name;
	struct static_call_key *key;
	void *trampoline;
	bool needed;
};

#define HS_DEFINE_CALL(function, needed)	\
	DEFINE_STATIC_CALL_RET0(hs_##function, function);

#define HS_CALL_ENTRY(function, needed)					\
	{ #function, &STATIC_CALL_KEY(hs_##function),			\
	  STATIC_CALL_TRAMP_ADDR(hs_##function), needed },

/* On an error *@missing names the first that this kernel lacks. */
int hs_calls_find(const struct hs_call *calls, u32 n, const char **missing);
/* The same for a variable. */
int hs_pointer_find(void *pointer, const char *name, const char **missing);

/* The parts of hs_compat_init(). */
int hs_compat_symbols_init(const char **missing);
int hs_compat_exits_init(const char **missing);

#endif /* _HS_COMPAT_CALLS_H */
