# SPDX-License-Identifier: GPL-2.0-only
# Lengths of freezes and of calls, and memory, as "FIGURE: NUMBER" lines that
# bench/kmod reads. With -icount shift=0 and one CPU a nanosecond is an
# instruction, and figures repeat.
. /scenarios/lib.sh

# freeze UPDATE: the length of the shortest of five freezes
freeze() {
	best=
	for i in 1 2 3 4 5; do
		ctl "$1" apply || fail "apply"
		total=$(sed -n 's/^total_ns=//p' $HS/updates/"$1"/freeze)
		tasks=$(sed -n 's/^tasks=//p' $HS/updates/"$1"/freeze)
		ctl "$1" reverse || fail "reverse"
		if [ -z "$best" ] || [ "$total" -lt "$best" ]; then
			best=$total
		fi
	done
}
freezes() {
	echo "empty stop_machine, $1: $(cat /sys/module/stop/parameters/empty)"
	freeze uptime
	echo "freeze for 1 function, $1: $best"
	freeze wide
	echo "freeze for 50 functions, $1: $best"
	echo "threads, $1: $tasks"
}
# bytes of all objects in slabs
slabs() {
	awk 'NR > 2 { sum += $2 * $4 } END { printf "%.0f\n", sum }' /proc/slabinfo
}
size() { cat "/sys/module/$1/coresize"; }

insmod /modules/stop.ko
insmod /modules/target.ko
insmod /modules/wide.ko
for update in target wide; do
	# once before, for what the kernel sets up the first time and keeps
	load $update
	ctl $update apply || fail "apply"
	ctl $update reverse || fail "reverse"
	unload $update
	before=$(slabs)
	load $update
	loaded=$(slabs)
	ctl $update apply || fail "apply"
	applied=$(slabs)
	ctl $update reverse || fail "reverse"
	echo "bytes of the ref module of $update: $(size ${update}_ref)"
	echo "bytes of the new module of $update: $(size ${update}_new)"
	echo "bytes in slabs of $update, loaded: $((loaded - before))"
	echo "bytes in slabs of $update, applied: $((applied - before))"
done
check "all fifty are as before" "$(cat /sys/module/wide/parameters/sum)" 1725
ctl wide apply || fail "apply"
check "all fifty are redirected" "$(cat /sys/module/wide/parameters/sum)" 51725
ctl wide reverse || fail "reverse"
load uptime
freezes "few threads"
for threads in 100 2000; do
	mkfifo /tmp/ready
	probe threads $threads 100000 >/tmp/ready &
	sleeper=$!
	head -n 1 /tmp/ready >/dev/null
	sleep 2
	freezes "$threads more threads"
	kill $sleeper
	wait $sleeper 2>/dev/null || true
	rm /tmp/ready
done
calls() { sed 's/ .*//' /sys/module/target/parameters/calls; }
echo "100,000 calls, unpatched: $(calls)"
ctl target apply || fail "apply"
echo "100,000 calls, redirected: $(calls)"
ctl target reverse || fail "reverse"
insmod /modules/target_klp.ko
sleep 5
echo "100,000 calls, livepatched: $(calls)"
echo 0 >/sys/kernel/livepatch/target_klp/enabled
while [ -d /sys/kernel/livepatch/target_klp ]; do sleep 1; done
rmmod target_klp
unload target
unload uptime
unload wide
rmmod target
rmmod wide
rmmod stop
