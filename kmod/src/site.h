/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Places in code that the kernel patches itself: which bytes may stand there
 * on this machine, computed from its live state. Pure, see match.h.
 */
#ifndef _HS_SITE_H
#define _HS_SITE_H

#include "match.h"

/*
 * Compares run code @code at @address with what may stand at @site, where
 * ref code has @expected. Values of symbols are proposed only where a single
 * variant explains the bytes, or all that do give the same.
 */
enum hs_verdict hs_site_match(struct hs_match *match,
			      const struct hotsplice_site *site,
			      const u8 *expected, const u8 *code, u64 address);

#endif /* _HS_SITE_H */
