# SPDX-License-Identifier: GPL-2.0-only
# The kernel's own fault injection: each allocation of a request, whoever makes
# it for the request, fails once. What is left is as before.
. /scenarios/lib.sh

if [ ! -e /proc/thread-self/fail-nth ]; then
	echo "skipped: this kernel has no fault injection"
	exit 0
fi
for which in failslab fail_page_alloc; do
	knobs=/sys/kernel/debug/$which
	echo N >$knobs/ignore-gfp-wait
	# A trace of each would hide what must not be in the log.
	echo 0 >$knobs/verbose
done
echo N >/sys/kernel/debug/fail_page_alloc/ignore-gfp-highmem
echo 0 >/sys/kernel/debug/fail_page_alloc/min-order

# each STATE-BEFORE STATE-AFTER COMMAND...: until none fails any more
each() {
	before=$1 after=$2
	shift 2
	n=0 memory=0 others=0 spared=0
	while :; do
		n=$((n + 1))
		status=0
		writer "$@" $n || status=$?
		case $status in
		0) break ;;
		4) spared=$((spared + 1)) ;;
		12) memory=$((memory + 1)) ;;
		1) others=$((others + 1)) ;;
		*) fail "status $status at allocation $n" ;;
		esac
		if [ $status = 4 ]; then
			check_state "$after"
			undo
		fi
		check_state "$before"
	done
	check_state "$after"
	[ $memory != 0 ] || fail "no allocation of $*"
	echo "ok: $*: $((n - 1)) allocations: $memory times ENOMEM, $others times another error, $spared done without"
}
check_state() {
	found=none
	[ ! -d $HS/updates/"$id" ] || found=$(state "$id")
	[ "$found" = "$1" ] || fail "$id is $found, not $1, after allocation $n"
	if [ "$1" = applied ]; then
		[ "$(effect)" = "$new" ] || fail "effect '$(effect)', not '$new'"
		return 0
	fi
	[ "$(probe text "$at" 24)" = "$original" ] || fail "text of $1"
}
# whole ID FUNCTION: an update's life
whole() {
	id=$1 function=$2
	# To look through all symbols each time would take longer than the rest.
	at=$(address "$function")
	original=$(probe text "$at" 24)
	undo() { rmmod "${id}_ref"; }
	each none matched insert "/modules/${id}_ref.ko" ""
	undo() { rmmod "${id}_new"; }
	each matched loaded insert "/modules/${id}_new.ko" "${3:-}"
	undo() { ctl "$id" reverse || fail "reverse"; }
	each loaded applied write "$HS/updates/$id/control" apply
	undo() { ctl "$id" apply || fail "apply"; }
	each applied loaded write "$HS/updates/$id/control" reverse
	unload "$id"
}
new=4242
effect() { probe getppid; }
whole getppid __x64_sys_getppid
# one that goes by a detour of ftrace
insmod /modules/target.ko
new="8 9 10 2002 12"
effect() { cat /sys/module/target/parameters/quiet; }
whole quiet target_detour which=3
rmmod target
# The kernel tells about its own allocations that failed, with a trace.
if dmesg | grep -E 'BUG|WARNING|Oops|KASAN:|UBSAN:|possible (circular|recursive)|ODEBUG:'; then
	fail "the kernel log"
fi
dmesg -c >/dev/null
