// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel's build-id, from the notes that /sys/kernel/notes shows.
 */
#include <linux/kernel.h>
#include <linux/string.h>

#include "compat.h"
#include "identity.h"
#include "refusal.h"

#define BUILD_ID_LENGTH 20
#define BUILD_ID_NOTE 3
#define BUILD_ID_OWNER "GNU"

/* Head of an ELF note; name and content follow, each padded to 4 bytes. */
struct note {
	u32 name_length;
	u32 length;
	u32 type;
};

/* The build-id within notes from @at to @end, or NULL. */
static const u8 *find_build_id(const u8 *at, const u8 *end)
{
	while (end - at >= (long)sizeof(struct note)) {
		const struct note *note = (const void *)at;
		const u8 *owner = at + sizeof(*note);
		const u8 *content = owner + ALIGN((u64)note->name_length, 4);

		if (note->name_length > end - owner || content > end ||
		    note->length > end - content)
			return NULL;
		if (note->type == BUILD_ID_NOTE &&
		    note->length == BUILD_ID_LENGTH &&
		    note->name_length == sizeof(BUILD_ID_OWNER) &&
		    !memcmp(owner, BUILD_ID_OWNER, sizeof(BUILD_ID_OWNER)))
			return content;
		at = content + ALIGN((u64)note->length, 4);
	}
	return NULL;
}

int hs_identity_check(const u8 *build_id)
{
	const u8 *start = (const u8 *)hs_kernel_symbol("__start_notes");
	const u8 *end = (const u8 *)hs_kernel_symbol("__stop_notes");
	const u8 *own = start && end ? find_build_id(start, end) : NULL;

	if (!own)
		return hs_refuse(HS_KERNEL_UNSUPPORTED, NULL,
				 "the kernel has no build-id");
	if (memcmp(own, build_id, BUILD_ID_LENGTH))
		return hs_refuse(HS_WRONG_KERNEL, NULL,
				 "build-id is %*phN, the update's is %*phN",
				 BUILD_ID_LENGTH, own,
				 BUILD_ID_LENGTH, build_id);
	return 0;
}
