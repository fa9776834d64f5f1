/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * Constants shared by the kernel module, the programs in user space and the
 * generated update modules. The Java code reads this file in a test, so that
 * the two cannot drift. docs/abi.md describes the files that carry them.
 */
#ifndef _UAPI_HOTSPLICE_H
#define _UAPI_HOTSPLICE_H

/* Version of /sys/kernel/hotsplice and of the tables in update modules. */
#define HOTSPLICE_ABI 1

/* Longest update id, without the trailing NUL. */
#define HOTSPLICE_ID_LEN 32

/*
 * Why the kernel refused. The name is what 'code=' shows in
 * /sys/kernel/hotsplice/refusal; user space has the text and the way out.
 */
#define HOTSPLICE_REFUSALS(X)                                             \
	X(NONE)               /* nothing was refused */                   \
	X(BAD_TABLE)          /* the update's own tables are damaged */   \
	X(WRONG_KERNEL)       /* build-id is another kernel's */          \
	X(KERNEL_UNSUPPORTED) /* a symbol that the core needs is absent */\
	X(TARGET_NOT_LOADED)  /* the module to change is not loaded */    \
	X(NO_MATCH)           /* run code differs from ref code */        \
	X(AMBIGUOUS)          /* several candidates match */              \
	X(SYMBOL_CONFLICT)    /* two places give one symbol two values */ \
	X(SYMBOL_MISSING)     /* no place gives the symbol a value */     \
	X(OUT_OF_REACH)       /* a 32-bit displacement cannot hold it */  \
	X(NO_FENTRY)          /* function cannot be redirected safely */  \
	X(TOO_SMALL)          /* no room for the redirect */              \
	X(SITE_CONFLICT)      /* kprobe, jump label, static call there */ \
	X(TEXT_CHANGED)       /* bytes changed since they were matched */ \
	X(BUSY)               /* a task is inside a replaced function */  \
	X(STACKED)            /* another update stands on this one */     \
	X(HOOK_REFUSED)       /* a hook of the update returned an error */\
	X(OUT_OF_MEMORY)      /* an allocation failed */

#endif /* _UAPI_HOTSPLICE_H */
