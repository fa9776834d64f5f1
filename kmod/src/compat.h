/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What differs between kernel versions, and what the kernel does not export.
 * Unexported functions are called through static calls: a direct call needs
 * no ENDBR at its target, which kernels with IBT remove where no pointer is
 * ever taken.
 */
#ifndef _HS_COMPAT_H
#define _HS_COMPAT_H

#include <linux/types.h>
#include <linux/stacktrace.h>
#include <linux/stop_machine.h>

struct module;
struct task_struct;

/*
 * Finds everything below; on an error *@missing names what this kernel
 * lacks.
 */
int hs_compat_init(const char **missing);

/* Address of a symbol of vmlinux, 0 if absent or discarded after boot. */
unsigned long hs_kernel_symbol(const char *name);

/*
 * CPU hotplug, jump_label_mutex, text_mutex, in the kernel's own order: no CPU
 * comes or goes, and nobody else changes code.
 */
void hs_text_lock(void);
void hs_text_unlock(void);
/* Only text_mutex: enough to read code that nobody changes meanwhile. */
void hs_text_read_lock(void);
void hs_text_read_unlock(void);

int hs_stop_machine(cpu_stop_fn_t function, void *data);
int hs_walk_stack(stack_trace_consume_fn consume, void *cookie,
		  struct task_struct *task);
void hs_put_stack(struct task_struct *task);
struct task_struct *hs_idle_task(int cpu);

/*
 * In the freeze: how many threads, or more, left the task list but may still
 * run kernel code.
 */
long hs_exiting_tasks(void);

/*
 * Counts forks, with the addition to the list of tasks as one step for who is
 * in the freeze. False where that is not so.
 */
bool hs_fork_count(unsigned long *count);

struct ftrace_regs;
/* In a callback of ftrace: the traced function is left for the code there. */
void hs_ftrace_go_to(struct ftrace_regs *regs, unsigned long address);
/* Address of the fentry call of the function at @ip, 0 if it has none. */
unsigned long hs_ftrace_location(unsigned long ip);
bool hs_is_text(unsigned long address);
/* Does the kernel itself patch one of @length bytes there? Text lock held. */
const char *hs_text_reserved(unsigned long address, unsigned long length);
/* noinstr, entry and kprobes code, and what NOKPROBE_SYMBOL() names. */
bool hs_is_unsafe_code(unsigned long address);
/* A kprobe that changed code at @address; preemption disabled. */
bool hs_kprobe_at(unsigned long address);
/* As above, and undoes it in @code, a copy of @length bytes at @address. */
void hs_undo_kprobe(unsigned long probe, u8 *code, unsigned long address,
		    unsigned long length);
/* Does a livepatch redirect the function already? */
bool hs_is_livepatched(unsigned long function);

/* Calls @found for each kallsyms entry of vmlinux named @name. */
int hs_each_kernel_symbol(const char *name,
			  int (*found)(void *data, unsigned long address),
			  void *data);
/* Calls @found for each kallsyms entry of each module. */
int hs_each_module_symbol(int (*found)(void *data, const char *name,
				       unsigned long address), void *data);
/* Is @address in the memory of the module of that name? */
bool hs_is_owner(const char *module, unsigned long address);
/* Bytes from @address to the next symbol; 0 if none starts at @address. */
unsigned long hs_symbol_size(unsigned long address);
/* Name of the symbol around @address, and the offset in it. */
const char *hs_symbol_name(unsigned long address, char *buffer,
			   unsigned long *offset);

/* Address of a symbol of @mod, 0 if absent. */
unsigned long hs_module_symbol(const struct module *mod, const char *name);

/* The module of that name, with a reference, or NULL. */
struct module *hs_get_module(const char *name);
/* The module around @address, with a reference; NULL if none. */
struct module *hs_get_module_at(unsigned long address);
bool hs_is_module_address(unsigned long address);
bool hs_is_module_data(const struct module *mod, const void *start, u64 length);
void hs_module_text(const struct module *mod, unsigned long *start,
		    unsigned long *end);

/* Entry of a module's table of exports. */
struct hs_export_entry {
	int value_offset;
	int name_offset;
	int namespace_offset;
};

struct hs_export_entry *hs_module_exports(struct module *mod, u32 *n);

#endif /* _HS_COMPAT_H */
