/* SPDX-License-Identifier: GPL-2.0-only */
/* What the new modules of the tests have in common. */
#ifndef _TEST_UPDATE_H
#define _TEST_UPDATE_H

#include <linux/module.h>
#include <hotsplice/update.h>

#define TEST_UPDATE(update_id, ...)					\
	static const struct hotsplice_update update = {			\
		.abi = HOTSPLICE_ABI,					\
		.id = update_id,					\
		.mod = THIS_MODULE,					\
		.redirects = redirects,					\
		.n_redirects = ARRAY_SIZE(redirects),			\
		__VA_ARGS__						\
	};								\
	static int __init update_init(void)				\
	{								\
		return hotsplice_update_register(&update);		\
	}								\
	static void __exit update_exit(void)				\
	{								\
		hotsplice_update_unregister(&update);			\
	}								\
	module_init(update_init);					\
	module_exit(update_exit);					\
	MODULE_LICENSE("GPL");						\
	MODULE_DESCRIPTION("test update")

#endif /* _TEST_UPDATE_H */
