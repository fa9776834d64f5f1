// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names and modules, in the kernel versions; see compat.h.
 */
#include <linux/kallsyms.h>
#include <linux/module.h>
#include <linux/version.h>

#include "compat.h"
#include "compat_calls.h"

#define HS_CALLS(X)				\
	X(kallsyms_on_each_match_symbol, true)	\
	X(module_kallsyms_on_each_symbol, true)	\
	X(kallsyms_lookup_size_offset, true)	\
	X(__module_address, true)		\
	X(find_module, true)

HS_CALLS(HS_DEFINE_CALL)

static const struct hs_call calls[] = {
	HS_CALLS(HS_CALL_ENTRY)
};

static struct mutex *module_mutex_pointer;
static unsigned long init_begin, init_end;

int hs_compat_symbols_init(const char **missing)
{
	return hs_calls_find(calls, ARRAY_SIZE(calls), missing) ?:
	       hs_pointer_find(&module_mutex_pointer, "module_mutex", missing) ?:
	       hs_pointer_find(&init_begin, "__init_begin", missing) ?:
	       hs_pointer_find(&init_end, "__init_end", missing);
}

/* Names of code and data that was freed after boot are still listed. */
struct kernel_symbol_walk {
	int (*found)(void *data, unsigned long address);
	void *data;
};

static int kept_symbol(void *data, unsigned long address)
{
	struct kernel_symbol_walk *walk = data;

	if (address >= init_begin && address < init_end)
		return 0;
	return walk->found(walk->data, address);
}

int hs_each_kernel_symbol(const char *name,
			  int (*found)(void *data, unsigned long address),
			  void *data)
{
	struct kernel_symbol_walk walk = { found, data };

	return static_call(hs_kallsyms_on_each_match_symbol)(kept_symbol, name,
							     &walk);
}

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
struct module_symbol_walk {
	int (*found)(void *data, const char *name, unsigned long address);
	void *data;
};

static int module_symbol(void *data, const char *name, struct module *mod,
			 unsigned long address)
{
	struct module_symbol_walk *walk = data;

	return walk->found(walk->data, name, address);
}

int hs_each_module_symbol(int (*found)(void *data, const char *name,
				       unsigned long address), void *data)
{
	struct module_symbol_walk walk = { found, data };

	return static_call(hs_module_kallsyms_on_each_symbol)(module_symbol,
							      &walk);
}
#else
int hs_each_module_symbol(int (*found)(void *data, const char *name,
				       unsigned long address), void *data)
{
	return static_call(hs_module_kallsyms_on_each_symbol)(NULL, found,
							      data);
}
#endif

bool hs_is_owner(const char *module, unsigned long address)
{
	struct module *mod;
	bool is;

	preempt_disable();
	mod = static_call(hs___module_address)(address);
	is = mod && !strcmp(mod->name, module);
	preempt_enable();
	return is;
}

unsigned long hs_symbol_size(unsigned long address)
{
	unsigned long size, offset;

	if (!static_call(hs_kallsyms_lookup_size_offset)(address, &size,
							 &offset))
		return 0;
	return offset ? 0 : size;
}

const char *hs_symbol_name(unsigned long address, char *buffer,
			   unsigned long *offset)
{
	unsigned long size;

	sprint_symbol_no_offset(buffer, address);
	if (!static_call(hs_kallsyms_lookup_size_offset)(address, &size,
							 offset))
		*offset = 0;
	return buffer;
}

struct module *hs_get_module(const char *name)
{
	struct module *mod;

	mutex_lock(module_mutex_pointer);
	mod = static_call(hs_find_module)(name);
	if (mod && !try_module_get(mod))
		mod = NULL;
	mutex_unlock(module_mutex_pointer);
	return mod;
}

struct module *hs_get_module_at(unsigned long address)
{
	struct module *mod;

	mutex_lock(module_mutex_pointer);
	mod = static_call(hs___module_address)(address);
	if (mod && !try_module_get(mod))
		mod = NULL;
	mutex_unlock(module_mutex_pointer);
	return mod;
}

bool hs_is_module_address(unsigned long address)
{
	return address >= MODULES_VADDR && address < MODULES_END;
}

bool hs_is_module_data(const struct module *mod, const void *start, u64 length)
{
	unsigned long first = (unsigned long)start;

	if (!length)
		return true;
	/* The module's memory is a few areas, each mapped without holes. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
	{
		unsigned long base = (unsigned long)mod->core_layout.base;
		u64 size = mod->core_layout.size;

		return first >= base && first - base < size &&
		       length <= size - (first - base);
	}
#else
	{
		for_class_mod_mem_type(type, core) {
			unsigned long base = (unsigned long)mod->mem[type].base;
			u64 size = mod->mem[type].size;

			if (first >= base && first - base < size)
				return length <= size - (first - base);
		}
		return false;
	}
#endif
}

void hs_module_text(const struct module *mod, unsigned long *start,
		    unsigned long *end)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
	*start = (unsigned long)mod->core_layout.base;
	*end = *start + mod->core_layout.text_size;
#else
	*start = (unsigned long)mod->mem[MOD_TEXT].base;
	*end = *start + mod->mem[MOD_TEXT].size;
#endif
}

struct hs_export_entry *hs_module_exports(struct module *mod, u32 *n)
{
	*n = mod->num_gpl_syms;
	return (struct hs_export_entry *)mod->gpl_syms;
}
