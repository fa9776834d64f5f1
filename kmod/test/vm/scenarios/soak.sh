# SPDX-License-Identifier: GPL-2.0-only
# Pairs of apply and reverse while all CPUs call the functions and threads come
# and go. Kernel command line: soak=PAIRS, default 100.
. /scenarios/lib.sh

pairs=$(sed -n 's/.*soak=\([0-9]*\).*/\1/p' /proc/cmdline)
pairs=${pairs:-100}
before_uptime=$(text uptime_proc_show)
before_getppid=$(text __x64_sys_getppid)
load uptime
load getppid
probe load 2 100000 >/dev/null &
load=$!
done=0 attempts=0 most=0 failures=0
while [ $done -lt "$pairs" ]; do
	for words in apply reverse; do
		for update in uptime getppid; do
			ctl $update $words || failures=$((failures + 1))
			n=$(sed -n 's/^attempts=//p' $HS/updates/$update/freeze)
			attempts=$((attempts + n))
			[ "$n" -le $most ] || most=$n
		done
	done
	echo >/sys/module/getppid_new/parameters/called
	done=$((done + 1))
	[ $((done % 500)) != 0 ] || echo "$done pairs, $failures failures"
done
kill $load
echo "$pairs pairs of two updates, $attempts freezes or scans, most for one: $most"
check "failures" $failures 0
check "text" "$(text uptime_proc_show)" "$before_uptime"
check "text" "$(text __x64_sys_getppid)" "$before_getppid"
unload uptime
unload getppid
