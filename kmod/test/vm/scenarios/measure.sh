# SPDX-License-Identifier: GPL-2.0-only
# Lengths of freezes, and of calls. With -icount shift=0 and one CPU a
# nanosecond is an instruction, and figures repeat.
. /scenarios/lib.sh

# figures UPDATE WHAT: of the shortest of five freezes
figures() {
	best=
	for i in 1 2 3 4 5; do
		ctl "$1" apply || fail "apply"
		line=$(tr '\n' ' ' <$HS/updates/"$1"/freeze)
		ctl "$1" reverse || fail "reverse"
		total=${line#total_ns=}
		total=${total%% *}
		if [ -z "$best" ] || [ "$total" -lt "$best" ]; then
			best=$total best_line=$line
		fi
	done
	echo "$2: $best_line"
}

insmod /modules/stop.ko
insmod /modules/target.ko
load uptime
load target
echo "empty stop_machine: $(cat /sys/module/stop/parameters/empty)"
figures uptime "few threads"
for threads in 100 2000; do
	mkfifo /tmp/ready
	probe threads $threads 100000 >/tmp/ready &
	sleeper=$!
	head -n 1 /tmp/ready >/dev/null
	sleep 2
	echo "empty stop_machine: $(cat /sys/module/stop/parameters/empty)"
	figures uptime "$threads more threads"
	kill $sleeper
	wait $sleeper 2>/dev/null || true
	rm /tmp/ready
done
calls() { cat /sys/module/target/parameters/calls; }
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
rmmod target
rmmod stop
