# SPDX-License-Identifier: GPL-2.0-only
# Writers and loaders that are killed at all times, while CPUs and a target
# module come and go. Kernel command line: storm=SECONDS, default 30.
. /scenarios/lib.sh

seconds=$(sed -n 's/.*storm=\([0-9]*\).*/\1/p' /proc/cmdline)
before_uptime=$(text uptime_proc_show)
before_getppid=$(text __x64_sys_getppid)
before_sleep=$(text do_nanosleep)
load uptime
load getppid
load sleep
sleep 100000 &
sleeper=$!
writer storm "${seconds:-30}" uptime getppid sleep >/tmp/storm &
storm=$!
goes_on() { [ -d /proc/$storm ]; }
hotplug() {
	n=0
	while goes_on; do
		echo 0 >/sys/devices/system/cpu/cpu1/online
		echo 1 >/sys/devices/system/cpu/cpu1/online
		n=$((n + 1))
	done
	echo $n >/tmp/hotplug
}
# Each step may fail, as the other takes modules away from under it.
builds() {
	set +e
	n=0
	while goes_on; do
		insmod /modules/target.ko
		writer hasty 60000 insert /modules/target_ref.ko ""
		insmod /modules/target_ref.ko
		writer hasty 60000 insert /modules/target_new.ko ""
		insmod /modules/target_new.ko
		ctl target apply && n=$((n + 1))
		ctl target reverse
		writer hasty 20000 remove target_new
		rmmod target_new
		rmmod target_ref
	done
	echo $n >/tmp/builds
}
breaks() {
	set +e
	while goes_on; do
		writer hasty 20000 remove target_ref
		writer remove target
		cat $HS/updates/target/* $HS/refusal
		writer hasty 60000 insert /modules/target.ko ""
	done
}
if [ -f /sys/devices/system/cpu/cpu1/online ]; then
	hotplug &
	others=$!
else
	others=
	echo 1 >/tmp/hotplug
fi
builds >/dev/null 2>&1 &
others="$others $!"
breaks >/dev/null 2>&1 &
others="$others $!"
wait $storm || fail "$(cat /tmp/storm)"
wait $others || true
cat /tmp/storm
echo "CPU off and on $(cat /tmp/hotplug) times, target applied $(cat /tmp/builds) times"
[ "$(cat /tmp/hotplug)" -gt 0 ] || fail "no CPU went"
[ "$(cat /tmp/builds)" -gt 0 ] || fail "the target was never changed"

for update in uptime getppid; do
	ctl $update reverse || true
	check "state of $update" "$(state $update)" loaded
done
check "state of sleep" "$(state sleep)" loaded
check "text" "$(text uptime_proc_show)" "$before_uptime"
check "text" "$(text __x64_sys_getppid)" "$before_getppid"
check "text" "$(text do_nanosleep)" "$before_sleep"
unload uptime
unload getppid
kill $sleeper
unload sleep
for module in target_new target_ref target; do rmmod $module 2>/dev/null || true; done
check "no update is left" "$(ls $HS/updates)" ""
insmod /modules/target.ko
check "the target's code" "$(cat /sys/module/target/parameters/value)" 7
rmmod target
