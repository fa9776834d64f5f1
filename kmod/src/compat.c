// SPDX-License-Identifier: GPL-2.0-only
/*
 * Unexported symbols, see compat.h. With compat_symbol.c and compat_exit.c all
 * that depends on the kernel version; written for x86-64, Linux 6.1 and 6.12.
 */
#include <linux/cpu.h>
#include <linux/kallsyms.h>
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/ftrace.h>
#include <linux/jump_label.h>
#include <linux/sched/task_stack.h>
#include <asm/alternative.h>
#include <asm/ibt.h>
#include <asm/sections.h>
#include <asm/text-patching.h>

#include "compat.h"
#include "compat_calls.h"

/* Not declared by any header that modules see. */
struct klp_ops;
struct klp_ops *klp_find_ops(void *old_function);
bool within_kprobe_blacklist(unsigned long address);

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
	X(__kernel_text_address, true)		\
	X(klp_find_ops, false)

HS_CALLS(HS_DEFINE_CALL)
DEFINE_STATIC_CALL_NULL(hs_put_task_stack, put_task_stack);
DEFINE_STATIC_CALL_RET0(hs_kallsyms_lookup_name, kallsyms_lookup_name);

static const struct hs_call calls[] = {
	HS_CALLS(HS_CALL_ENTRY)
	HS_CALL_ENTRY(put_task_stack, true)
};

static struct mutex *text_mutex_pointer;
static struct mutex *jump_label_mutex_pointer;
static struct mutex *klp_mutex_pointer;

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

unsigned long hs_module_symbol(const struct module *mod, const char *name)
{
	char full[MODULE_NAME_LEN + KSYM_NAME_LEN];

	snprintf(full, sizeof(full), "%s:%s", mod->name, name);
	return static_call(hs_kallsyms_lookup_name)(full);
}

int hs_calls_find(const struct hs_call *call, u32 n, const char **missing)
{
	for (; n; n--, call++) {
		unsigned long address = hs_kernel_symbol(call->name);

		if (address) {
			__static_call_update(call->key, call->trampoline,
					     (void *)address);
		} else if (call->needed) {
			*missing = call->name;
			return -ENOENT;
		}
	}
	return 0;
}

int hs_pointer_find(void *pointer, const char *name, const char **missing)
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
	klp_mutex_pointer = (void *)hs_kernel_symbol("klp_mutex");
	return hs_calls_find(calls, ARRAY_SIZE(calls), missing) ?:
	       hs_pointer_find(&text_mutex_pointer, "text_mutex", missing) ?:
	       hs_pointer_find(&jump_label_mutex_pointer, "jump_label_mutex",
			       missing) ?:
	       hs_compat_symbols_init(missing) ?:
	       hs_compat_exits_init(missing);
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

void notrace hs_ftrace_go_to(struct ftrace_regs *regs, unsigned long address)
{
#ifdef ftrace_regs_set_instruction_pointer
	ftrace_regs_set_instruction_pointer(regs, address);
#elif defined(ftrace_instruction_pointer_set)
	/* Until 6.1. */
	ftrace_instruction_pointer_set(regs, address);
#else
#error "how is a traced function left?"
#endif
}

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
	/*
	 * The flag is set when the optimiser is asked, and the bytes are saved
	 * when it does its work: until then a breakpoint stands there.
	 */
	if (kprobe_optimized(p) && *(u8 *)probe == JMP32_INSN_OPCODE) {
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
