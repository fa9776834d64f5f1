# SPDX-License-Identifier: GPL-2.0-only
# BPF programs at the entry and the exit of the same function, both orders.
. /scenarios/lib.sh

if [ ! -e /sys/kernel/btf/vmlinux ]; then
	echo "skipped: this kernel has no BTF"
	exit 0
fi
echo 1 >/proc/sys/kernel/bpf_stats_enabled
rm -f /tmp/hold
mkfifo /tmp/hold
attach() {
	: >/tmp/bpf
	probe bpf uptime_proc_show "$1" </tmp/hold >/tmp/bpf 2>&1 3>&- &
	program=$!
	exec 3>/tmp/hold
	until grep -q attached /tmp/bpf; do
		[ -d /proc/$program ] || fail "$(cat /tmp/bpf)"
		usleep 50000
	done
}
# detach N: it ran at least N times
detach() {
	exec 3>&-
	wait $program || fail "$(cat /tmp/bpf)"
	ran=$(sed -n 's/^ran //p' /tmp/bpf)
	[ "$ran" -ge "$1" ] || fail "the program ran $ran times, not $1"
	echo "ok: the program ran $ran times"
}

before=$(text uptime_proc_show)
for where in entry exit; do
	# The program first: the update is matched and applied beneath it.
	attach $where
	load uptime
	ctl uptime apply || fail "apply"
	check "effect" "$(cat /proc/uptime)" "uptime one idle=1 old=1"
	detach 1
	check "effect" "$(cat /proc/uptime)" "uptime one idle=1 old=1"

	# The update first, and reversed beneath the program.
	attach $where
	check "effect" "$(cat /proc/uptime)" "uptime one idle=1 old=1"
	ctl uptime reverse || fail "reverse"
	check "old effect" "$(cut -d. -f1 /proc/uptime | tr -d 0-9)" ""
	detach 2
	unload uptime
	check "text" "$(text uptime_proc_show)" "$before"
done
