/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Target modules that come after their update, and that go.
 *
 * User space names the modules for which it has parts. When one of them is
 * being loaded, its code is complete and its init has not run yet, a program
 * is called that loads the parts and applies them; the load waits for it.
 */
#ifndef _HS_LATE_H
#define _HS_LATE_H

#include <linux/types.h>

int hs_late_init(void);
void hs_late_exit(void);

/* The names of modules, a line each. */
ssize_t hs_late_show(char *page);
/* Replaces them by the words in the first line of @names. */
int hs_late_store(const char *names);

#endif /* _HS_LATE_H */
