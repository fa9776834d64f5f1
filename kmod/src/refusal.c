// SPDX-License-Identifier: GPL-2.0-only
/*
 * The last refusal, see refusal.h.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "match.h"
#include "refusal.h"

#define HS_REFUSAL_NAME(name) #name,
static const char *const names[HS_CODES] = {
	HOTSPLICE_REFUSALS(HS_REFUSAL_NAME)
};

static const int errors[HS_CODES] = {
	[HS_BAD_TABLE] = -EBADMSG,
	[HS_WRONG_KERNEL] = -ENOEXEC,
	[HS_KERNEL_UNSUPPORTED] = -EOPNOTSUPP,
	[HS_TARGET_NOT_LOADED] = -ENXIO,
	[HS_NO_MATCH] = -EILSEQ,
	[HS_AMBIGUOUS] = -ENOTUNIQ,
	[HS_SYMBOL_CONFLICT] = -ENOTUNIQ,
	[HS_SYMBOL_MISSING] = -ENODATA,
	[HS_OUT_OF_REACH] = -ERANGE,
	[HS_NO_FENTRY] = -EOPNOTSUPP,
	[HS_TOO_SMALL] = -ENOSPC,
	[HS_SITE_CONFLICT] = -EADDRINUSE,
	[HS_TEXT_CHANGED] = -ESTALE,
	[HS_BUSY] = -EBUSY,
	[HS_STACKED] = -ENOTEMPTY,
	[HS_HOOK_REFUSED] = -ECANCELED,
	[HS_OUT_OF_MEMORY] = -ENOMEM,
};

/* Guards @last; innermost of all locks. */
static DEFINE_MUTEX(lock);
static struct {
	char id[HOTSPLICE_ID_LEN + 1];
	enum hs_code code;
	char function[128];
	char detail[256];
	struct hs_difference difference;
	bool has_difference;
} last;

void hs_refusal_begin(const char *id)
{
	mutex_lock(&lock);
	memset(&last, 0, sizeof(last));
	strscpy(last.id, id, sizeof(last.id));
	mutex_unlock(&lock);
}

/* Returns whether this is the request's first refusal; then @lock is held. */
static bool record(enum hs_code code, const char *function)
{
	mutex_lock(&lock);
	if (last.code != HS_NONE) {
		mutex_unlock(&lock);
		return false;
	}
	last.code = code;
	strscpy(last.function, function ?: "", sizeof(last.function));
	return true;
}

static void announce(void)
{
	pr_info("'%s' refused: %s %s %s\n", last.id, names[last.code],
		last.function, last.detail);
}

int hs_refuse(enum hs_code code, const char *function, const char *format, ...)
{
	va_list args;

	if (record(code, function)) {
		va_start(args, format);
		vsnprintf(last.detail, sizeof(last.detail), format, args);
		va_end(args);
		announce();
		mutex_unlock(&lock);
	}
	return errors[code];
}

int hs_refuse_difference(enum hs_code code, const char *function,
			 const struct hs_difference *d, const char *detail)
{
	if (record(code, function)) {
		last.difference = *d;
		last.has_difference = true;
		if (code == HS_SYMBOL_CONFLICT && d->verdict == HS_UNLISTED)
			snprintf(last.detail, sizeof(last.detail),
				 "'%s' is not listed at %#llx", detail,
				 d->value);
		else if (code == HS_SYMBOL_CONFLICT)
			snprintf(last.detail, sizeof(last.detail),
				 "'%s' is %#llx here and %#llx elsewhere",
				 detail, d->value, d->known);
		else
			strscpy(last.detail, detail ?: "", sizeof(last.detail));
		announce();
		mutex_unlock(&lock);
	}
	return errors[code];
}

static int show_line(char *page, int at, const char *key, const char *value)
{
	return *value ? sysfs_emit_at(page, at, "%s=%s\n", key, value) : 0;
}

ssize_t hs_refusal_show(char *page)
{
	const struct hs_difference *d = &last.difference;
	int at = 0;

	mutex_lock(&lock);
	at += show_line(page, at, "id", last.id);
	at += show_line(page, at, "code", names[last.code]);
	at += show_line(page, at, "function", last.function);
	if (last.has_difference)
		at += sysfs_emit_at(page, at, "offset=%#x\n", d->offset);
	if (last.has_difference && d->length)
		at += sysfs_emit_at(page, at, "expected=%*phN\nfound=%*phN\n",
				    d->length, d->expected,
				    d->length, d->found);
	at += show_line(page, at, "detail", last.detail);
	mutex_unlock(&lock);
	return at;
}
