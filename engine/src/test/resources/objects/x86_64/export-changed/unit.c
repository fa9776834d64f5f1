/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

/* 6.1 include/linux/export.h, without namespaces and CRCs */
struct kernel_symbol { int value_offset, name_offset; };
#define EXPORT_SYMBOL(sym)						\
	static const struct kernel_symbol __ksymtab_##sym __used	\
	__section("___ksymtab+" #sym) = { 1, 2 }

struct seen { int a; };

#ifdef PATCHED
int widened(struct seen *seen, u64 count)
#else
int widened(struct seen *seen, u32 count)
#endif
{
	return work(seen->a + count);
}
EXPORT_SYMBOL(widened);

#ifdef PATCHED
int renamed_parameter(const struct seen *const other)
{
	return work(other->a + 1);
}
#else
int renamed_parameter(const struct seen *seen)
{
	return work(seen->a);
}
#endif
EXPORT_SYMBOL(renamed_parameter);

#ifdef PATCHED
int not_exported(int one, int two)
{
	return work(one + two);
}
#else
int not_exported(int one)
{
	return work(one);
}
#endif
