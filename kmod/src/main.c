// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hotsplice: updates of the running kernel. This module is the part that all
 * updates share; docs/abi.md tells what it offers.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "compat.h"
#include "control.h"
#include "late.h"
#include "redirect.h"

static int __init hotsplice_init(void)
{
	const char *missing = NULL;
	int err = hs_compat_init(&missing);

	if (err) {
		pr_err("this kernel is not supported: no '%s'\n", missing);
		return err;
	}
	err = hs_redirect_init();
	if (err)
		return err;
	err = hs_control_init();
	if (err)
		goto err_redirect;
	err = hs_late_init();
	if (err)
		goto err_control;
	return 0;

err_control:
	hs_control_exit();
err_redirect:
	hs_redirect_exit();
	return err;
}

static void __exit hotsplice_exit(void)
{
	/* No update is left: each holds this module. */
	hs_late_exit();
	hs_control_exit();
	hs_redirect_exit();
}

module_init(hotsplice_init);
module_exit(hotsplice_exit);

MODULE_DESCRIPTION("Updates of the running kernel");
MODULE_AUTHOR("The Hotsplice authors");
MODULE_LICENSE("GPL");
MODULE_VERSION("0.1.0");
