# SPDX-License-Identifier: GPL-2.0-only
# Each allocation of each request fails once; what is left is as before.
. /scenarios/lib.sh

nth=/sys/module/failalloc/parameters/nth

# each STATE-BEFORE STATE-AFTER COMMAND...: until it succeeds untouched
each() {
	before=$1 after=$2
	shift 2
	n=1
	while :; do
		echo $n >$nth
		status=0
		"$@" || status=$?
		left=$(cat $nth)
		echo 0 >$nth
		if [ $status = 0 ]; then
			check_state "$after"
			# none failed: there are no more; else one was done without
			[ "$left" = 0 ] || break
			undo
		else
			[ $status = 12 ] || fail "status $status at allocation $n"
			check_state "$before"
		fi
		n=$((n + 1))
	done
	[ $n -gt 1 ] || fail "no allocation of $* failed"
	echo "ok: $*: $((n - 1)) allocations"
}
check_state() {
	found=none
	[ ! -d $HS/updates/getppid ] || found=$(state getppid)
	[ "$found" = "$1" ] || fail "state is $found, not $1"
	if [ "$1" = applied ]; then
		check "effect" "$(probe getppid)" 4242 >/dev/null
	elif [ "$(text __x64_sys_getppid)" != "$original" ]; then
		fail "text of $1"
	fi
}

original=$(text __x64_sys_getppid)
insmod /modules/failalloc.ko
undo() { rmmod getppid_ref; }
each none matched writer insert /modules/getppid_ref.ko ""
undo() { rmmod getppid_new; }
each matched loaded writer insert /modules/getppid_new.ko ""
undo() { ctl getppid reverse || fail "reverse"; }
each loaded applied writer write $HS/updates/getppid/control apply
undo() { ctl getppid apply || fail "apply"; }
each applied loaded writer write $HS/updates/getppid/control reverse
rmmod failalloc
unload getppid
# The kernel tells about its own allocations that failed, with a trace.
if dmesg | grep -E 'BUG|WARNING|Oops'; then fail "the kernel log"; fi
dmesg -c >/dev/null
