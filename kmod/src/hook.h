/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Calls the functions that a patch's author wants called at certain moments.
 */
#ifndef _HS_HOOK_H
#define _HS_HOOK_H

#include <hotsplice/update.h>

/* Calls the hooks of a kind that may refuse, outside the freeze. */
int hs_hooks_ask(const struct hotsplice_update *update,
		 enum hotsplice_hook_kind kind);
/* Calls the hooks of a kind that cannot fail, outside the freeze. */
void hs_hooks_tell(const struct hotsplice_update *update,
		   enum hotsplice_hook_kind kind);

/* The same within the freeze. -EDEADLK: a hook slept or let interrupts in. */
int hs_hooks_ask_frozen(const struct hotsplice_update *update,
			enum hotsplice_hook_kind kind);
void hs_hooks_tell_frozen(const struct hotsplice_update *update,
			  enum hotsplice_hook_kind kind);

#endif /* _HS_HOOK_H */
