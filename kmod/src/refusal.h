/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Why the last request was refused, as user space reads it in
 * /sys/kernel/hotsplice/refusal. It is filled once, where the reason is found.
 */
#ifndef _HS_REFUSAL_H
#define _HS_REFUSAL_H

#include <linux/types.h>
#include <uapi/hotsplice.h>

struct hs_difference;

#define HS_REFUSAL_ENUM(name) HS_##name,
enum hs_code {
	HOTSPLICE_REFUSALS(HS_REFUSAL_ENUM)
	HS_CODES,
};

/* Forgets the last refusal: a new request for @id begins. */
void hs_refusal_begin(const char *id);

/*
 * Records a refusal and returns the error for it. The first reason of a
 * request stays: later ones are consequences.
 */
__printf(3, 4)
int hs_refuse(enum hs_code code, const char *function, const char *format, ...);

/* As hs_refuse() with offset and bytes of @difference. */
int hs_refuse_difference(enum hs_code code, const char *function,
			 const struct hs_difference *difference,
			 const char *detail);

/* Writes the refusal as lines of key=value; returns their length. */
ssize_t hs_refusal_show(char *page);

#endif /* _HS_REFUSAL_H */
