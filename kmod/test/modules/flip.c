// SPDX-License-Identifier: GPL-2.0-only
/* Flips bits of one byte of kernel code while it is loaded, for the tests. */
#include <linux/kprobes.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/vmalloc.h>

static char *function;
module_param(function, charp, 0);
static uint offset;
module_param(offset, uint, 0);
static uint mask;
module_param(mask, uint, 0);

static unsigned long address;

static int flip(void)
{
	bool of_module = address >= MODULES_VADDR && address < MODULES_END;
	struct page *page = of_module ? vmalloc_to_page((void *)address) :
			    virt_to_page((void *)address);
	u8 *alias = vmap(&page, 1, VM_MAP, PAGE_KERNEL);

	if (!alias)
		return -ENOMEM;
	alias[offset_in_page(address)] ^= mask;
	vunmap(alias);
	return 0;
}

static int __init flip_init(void)
{
	struct kprobe probe = { .symbol_name = function };
	int err = register_kprobe(&probe);

	if (err)
		return err;
	address = (unsigned long)probe.addr + offset;
	unregister_kprobe(&probe);
	return flip();
}

static void __exit flip_exit(void)
{
	flip();
}

module_init(flip_init);
module_exit(flip_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("test: damages kernel code");
