// SPDX-License-Identifier: GPL-2.0-only
/*
 * Kernel versions and unexported symbols, see compat.h. Written for x86-64
 * and Linux 6.1 to 6.12.
 */
#include <linux/cpu.h>
#include <linux/kallsyms.h>
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/ftrace.h>
#include <linux/jump_label.h>
#include <linux/sched/task_stack.h>
#include <linux/srcu.h>
#include <linux/static_call.h>
#include <linux/uaccess.h>
#include <linux/version.h>
#include <asm/alternative.h>
#include <asm/ibt.h>
#include <asm/sections.h>

#include "compat.h"

/* Not declared by any header that modules see. */
struct klp_ops;
struct klp_ops *klp_find_ops(void *old_function);
bool within_kprobe_blacklist(unsigned long address);

/*
 * Every unexported function that is called: name, and whether the core can do
 * without it. Only the declarations are used here; the calls go through
 * static calls that hs_compat_init() points at them.
 */
#define HS_CALLS(X)				\
	X(arch_stack_walk_reliable, true)	\
	X(stop_machine_cpuslocked, true)	\
	X(ftrace_location, true)		\
	X(jump_label_text_reserved, true)	\
	X(static_call_text_reserved, true)	\
	X(alternatives_text_reserved, true)	\
	X(get_kprobe, true)			\
	X(within_kprobe_blacklist, true)	\
	X(idle_task, true)			\
	X(kallsyms_on_each_match_symbol, true)	\
	X(module_kallsyms_on_each_symbol, true)	\
	X(kallsyms_lookup_size_offset, true)	\
	X(__kernel_text_address, true)		\
	X(__module_address, true)		\
	X(find_module, true)			\
	X(klp_find_ops, false)

#define DEFINE_HS_CALL(function, needed)	\
	DEFINE_STATIC_CALL_RET0(hs_##function, function);
HS_CALLS(DEFINE_HS_CALL)
DEFINE_STATIC_CALL_NULL(hs_put_task_stack, put_task_stack);
DEFINE_STATIC_CALL_RET0(hs_kallsyms_lookup_name, kallsyms_lookup_name);

#define CALL_ENTRY(function, needed)					\
	{ #function, &STATIC_CALL_KEY(hs_##function),			\
	  STATIC_CALL_TRAMP_ADDR(hs_##function), needed },
static const struct {
	const char *name;
	struct static_call_key *key;
	void *trampoline;
	bool needed;
} calls[] = {
	HS_CALLS(CALL_ENTRY)
	CALL_ENTRY(put_task_stack, true)
};

static struct mutex *text_mutex_pointer;
static struct mutex *jump_label_mutex_pointer;
static struct mutex *klp_mutex_pointer;
static struct mutex *module_mutex_pointer;
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 9, 0)
static struct srcu_struct *exit_srcu;
#endif
static unsigned long init_begin, init_end;

/* The one symbol that a kprobe finds for us finds all others. */
static int find_lookup(void)
{
	struct kprobe probe = { .symbol_name = "kallsyms_lookup_name" };
	unsigned long address;
	int err = register_kprobe(&probe);

	if (err)
		return err;
	address = (unsigned long)probe.addr;
	unregister_kprobe(&probe);
#ifdef CONFIG_X86_KERNEL_IBT
	/* The probe may stand after the ENDBR. */
	if (is_endbr(*(u32 *)(address - 4)))
		address -= 4;
#endif
	__static_call_update(&STATIC_CALL_KEY(hs_kallsyms_lookup_name),
			     STATIC_CALL_TRAMP_ADDR(hs_kallsyms_lookup_name),
			     (void *)address);
	return hs_kernel_symbol("kallsyms_lookup_name") == address ? 0 : -ENOENT;
}

unsigned long hs_kernel_symbol(const char *name)
{
	unsigned long address = static_call(hs_kallsyms_lookup_name)(name);

	return hs_is_module_address(address) ? 0 : address;
}

static int find_calls(const char **missing)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(calls); i++) {
		unsigned long address = hs_kernel_symbol(calls[i].name);

		if (address) {
			__static_call_update(calls[i].key, calls[i].trampoline,
					     (void *)address);
		} else if (calls[i].needed) {
			*missing = calls[i].name;
			return -ENOENT;
		}
	}
	return 0;
}

static int find_pointer(void *pointer, const char *name, const char **missing)
{
	unsigned long address = hs_kernel_symbol(name);

	*(unsigned long *)pointer = address;
	if (address)
		return 0;
	*missing = name;
	return -ENOENT;
}

int hs_compat_init(const char **missing)
{
	int err = find_lookup();

	if (err) {
		*missing = "kallsyms_lookup_name";
		return err;
	}
	err = find_calls(missing);
	if (!err)
		err = find_pointer(&text_mutex_pointer, "text_mutex", missing);
	if (!err)
		err = find_pointer(&jump_label_mutex_pointer,
				   "jump_label_mutex", missing);
	if (!err)
		err = find_pointer(&module_mutex_pointer, "module_mutex",
				   missing);
	if (!err)
		err = find_pointer(&init_begin, "__init_begin", missing);
	if (!err)
		err = find_pointer(&init_end, "__init_end", missing);
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 9, 0)
	if (!err)
		err = find_pointer(&exit_srcu, "tasks_rcu_exit_srcu", missing);
#endif
	klp_mutex_pointer = (void *)hs_kernel_symbol("klp_mutex");
	return err;
}

void hs_text_lock(void)
{
	/* The order of jump_label_update(), and the patching below it. */
	cpus_read_lock();
	mutex_lock(jump_label_mutex_pointer);
	mutex_lock(text_mutex_pointer);
}

void hs_text_unlock(void)
{
	mutex_unlock(text_mutex_pointer);
	mutex_unlock(jump_label_mutex_pointer);
	cpus_read_unlock();
}

void hs_text_read_lock(void)
{
	mutex_lock(text_mutex_pointer);
}

void hs_text_read_unlock(void)
{
	mutex_unlock(text_mutex_pointer);
}

int hs_stop_machine(cpu_stop_fn_t function, void *data)
{
	return static_call(hs_stop_machine_cpuslocked)(function, data,
						       cpu_online_mask);
}

int hs_walk_stack(stack_trace_consume_fn consume, void *cookie,
		  struct task_struct *task)
{
	return static_call(hs_arch_stack_walk_reliable)(consume, cookie, task);
}

void hs_put_stack(struct task_struct *task)
{
	static_call_cond(hs_put_task_stack)(task);
}

struct task_struct *hs_idle_task(int cpu)
{
	return static_call(hs_idle_task)(cpu);
}

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 9, 0)
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
 * From 6.9 on such threads stand on a list whose layout is private to
 * kernel/rcu/tasks.h. A thread there is counted by its own stack walk only.
 */
long hs_exiting_tasks(void)
{
	return -1;
}
#endif

unsigned long hs_ftrace_location(unsigned long ip)
{
	return static_call(hs_ftrace_location)(ip);
}

bool hs_is_text(unsigned long address)
{
	return static_call(hs___kernel_text_address)(address);
}

const char *hs_text_reserved(unsigned long address, unsigned long length)
{
	void *start = (void *)address;
	void *end = (void *)(address + length - 1);

	if (static_call(hs_jump_label_text_reserved)(start, end))
		return "jump label";
	if (static_call(hs_static_call_text_reserved)(start, end))
		return "static call";
	if (static_call(hs_alternatives_text_reserved)(start, end))
		return "lock prefix";
	return NULL;
}

bool hs_is_unsafe_code(unsigned long address)
{
	return static_call(hs_within_kprobe_blacklist)(address);
}

bool hs_kprobe_at(unsigned long address)
{
	return static_call(hs_get_kprobe)((void *)address);
}

void hs_undo_kprobe(unsigned long probe, u8 *code, unsigned long address,
		    unsigned long length)
{
	struct kprobe *p = static_call(hs_get_kprobe)((void *)probe);
	u8 bytes[5];
	u32 i, n = 1;

	if (!p || kprobe_ftrace(p))
		return;
	bytes[0] = p->opcode;
#ifdef CONFIG_OPTPROBES
	if (kprobe_optimized(p)) {
		struct optimized_kprobe *o =
			container_of(p, struct optimized_kprobe, kp);

		memcpy(bytes + 1, o->optinsn.copied_insn, 4);
		n = 5;
	}
#endif
	for (i = 0; i < n; i++)
		if (probe + i >= address && probe + i - address < length)
			code[probe + i - address] = bytes[i];
}

bool hs_is_livepatched(unsigned long function)
{
	bool found;

	if (!klp_mutex_pointer)
		return false;
	mutex_lock(klp_mutex_pointer);
	found = static_call(hs_klp_find_ops)((void *)function);
	mutex_unlock(klp_mutex_pointer);
	return found;
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
int hs_each_module_symbol(int (*found)(void *data, const char *name,
				       struct module *mod,
				       unsigned long address),
			  void *data)
{
	return static_call(hs_module_kallsyms_on_each_symbol)(found, data);
}
#else
int hs_each_module_symbol(int (*found)(void *data, const char *name,
				       struct module *mod,
				       unsigned long address),
			  void *data)
{
	return -EOPNOTSUPP;
}
#endif

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

unsigned long hs_module_symbol(const struct module *mod, const char *name)
{
	char full[MODULE_NAME_LEN + KSYM_NAME_LEN];

	snprintf(full, sizeof(full), "%s:%s", mod->name, name);
	return static_call(hs_kallsyms_lookup_name)(full);
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
		int type;

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
