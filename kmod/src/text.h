/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Run code as it would be without kprobes and without our redirects.
 */
#ifndef _HS_TEXT_H
#define _HS_TEXT_H

#include "match.h"

/* Copies code; may sleep. -EFAULT where there is no memory. */
int hs_text_read(u64 address, void *to, size_t length);

/* Copies memory as it is. */
int hs_data_read(u64 address, void *to, size_t length);

/* Fills in the live state; the caller sets @context and what it reads. */
void hs_machine_init(struct hs_machine *machine);

#endif /* _HS_TEXT_H */
