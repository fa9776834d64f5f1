# SPDX-License-Identifier: GPL-2.0-only
# What the scenarios share. Each runs with "sh -eu" in the guest.

HS=/sys/kernel/hotsplice

[ -d /sys/kernel/debug/kprobes ] || mount -t debugfs debugfs /sys/kernel/debug
[ -d /sys/kernel/tracing/events ] || mount -t tracefs tracefs /sys/kernel/tracing

fail() {
	echo "FAIL: $*"
	cat $HS/refusal 2>/dev/null || true
	exit 1
}

# check WHAT FOUND EXPECTED
check() {
	[ "$2" = "$3" ] || fail "$1: found '$2', expected '$3'"
	echo "ok: $1: $2"
}

load() {
	insmod "/modules/$1_ref.ko" && insmod "/modules/$1_new.ko" || fail "load $1"
}
unload() { rmmod "$1_new" && rmmod "$1_ref"; }

# ctl ID WORDS: writes to control; the status is that of the write
ctl() { sh -c "echo '$2' >'$HS/updates/$1/control'" 2>/dev/null; }

state() { cat "$HS/updates/$1/state"; }
# refusal KEY: of the last refusal
refusal() { sed -n "s/^$1=//p" $HS/refusal; }
code() { refusal code; }
address() { sed -nE "s/ [tT] $1([[:space:]].*)?\$//p" /proc/kallsyms; }
# text FUNCTION: its first 24 bytes
text() { probe text "$(address "$1")" 24; }

# refuses CODE COMMAND...: the command fails and the refusal has that code
refuses() {
	expected=$1
	shift
	if "$@" 2>/dev/null; then fail "$* was not refused"; fi
	check "refusal of $*" "$(code)" "$expected"
}
