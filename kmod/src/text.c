// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reading run code, see text.h.
 */
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "redirect.h"
#include "text.h"

/* Bytes that an optimised kprobe replaces. */
#define PROBE_LENGTH 5

int hs_data_read(u64 address, void *to, size_t length)
{
	return copy_from_kernel_nofault(to, (void *)(unsigned long)address,
					length);
}

int hs_text_read(u64 address, void *to, size_t length)
{
	u64 probe = address - (PROBE_LENGTH - 1);
	int err;

	/* Keeps every writer of code out, kprobes included. */
	hs_text_read_lock();
	err = hs_data_read(address, to, length);
	if (!err) {
		preempt_disable();
		for (; probe < address + length; probe++)
			hs_undo_kprobe(probe, to, address, length);
		preempt_enable();
	}
	hs_text_read_unlock();
	if (!err)
		hs_undo_redirects(to, address, length);
	return err;
}

static int read_code(void *context, u64 address, void *to, size_t length)
{
	return hs_text_read(address, to, length);
}

static int read_data(void *context, u64 address, void *to, size_t length)
{
	return hs_data_read(address, to, length);
}

/* ftrace knows the place, and what is called is code of some kind. */
static bool is_ftrace_call(void *context, u64 site, u64 target)
{
	return hs_ftrace_location(site) == site && hs_is_text(target);
}

static u64 value_of(const char *name)
{
	unsigned long address = hs_kernel_symbol(name);
	u64 value;

	if (!address || hs_data_read(address, &value, sizeof(value)))
		return 0;
	return value;
}

void hs_machine_init(struct hs_machine *machine)
{
	machine->read_code = read_code;
	machine->read_data = read_data;
	machine->is_ftrace_call = is_ftrace_call;
	machine->return_thunk = value_of("x86_return_thunk");
	machine->default_return_thunk = hs_kernel_symbol("__x86_return_thunk");
	machine->pv_ops = hs_kernel_symbol("pv_ops");
	machine->pv_nop = hs_kernel_symbol("_paravirt_nop");
	machine->pv_bug = hs_kernel_symbol("paravirt_BUG");
	/* Since direct calls are alternatives as well (6.8). */
	if (!machine->pv_nop) {
		machine->pv_nop = hs_kernel_symbol("nop_func");
		machine->pv_bug = hs_kernel_symbol("BUG_func");
	}
	machine->static_call_return0 =
		hs_kernel_symbol("__static_call_return0");
	machine->static_call_return = hs_kernel_symbol("__static_call_return");
}
