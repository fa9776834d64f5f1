/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

/* 6.1 include/linux/tracepoint.h */
struct tracepoint { const char *name; struct static_key key; void *funcs; };

#define DEFINE_TRACE(event)							\
	static const char __tpstrtab_##event[]					\
	__section("__tracepoints_strings") = #event;				\
	struct tracepoint __used __section("__tracepoints") __tracepoint_##event = { __tpstrtab_##event }; \
	static struct tracepoint *const __used					\
	__section("__tracepoints_ptrs") __tracepoint_ptr_##event = &__tracepoint_##event
#define trace(event, x) do {							\
	if (static_branch(&__tracepoint_##event.key))				\
		use(__tracepoint_##event.funcs);				\
} while (0)

DEFINE_TRACE(received);
#ifdef PATCHED
DEFINE_TRACE(dropped);
#endif

int receive(int x)
{
	trace(received, x);
#ifdef PATCHED
	if (x < 0) {
		trace(dropped, x);
		return 0;
	}
#endif
	return work(x);
}
