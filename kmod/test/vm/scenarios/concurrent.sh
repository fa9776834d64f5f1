# SPDX-License-Identifier: GPL-2.0-only
# Requests from all sides at once, while CPUs come and go.
. /scenarios/lib.sh

before_uptime=$(text uptime_proc_show)
before_getppid=$(text __x64_sys_getppid)
load uptime
load uptime2
load getppid
probe load 2 20 &
load=$!
hotplug() {
	while [ -d /proc/$load ]; do
		echo 0 >/sys/devices/system/cpu/cpu1/online
		echo 1 >/sys/devices/system/cpu/cpu1/online
	done
}
pairs() {
	while [ -d /proc/$load ]; do
		ctl "$1" apply || true
		ctl "$1" reverse || true
		cat $HS/refusal $HS/updates/"$1"/* >/dev/null 2>&1 || true
	done
}
reload() {
	while [ -d /proc/$load ]; do
		rmmod uptime2_new && insmod /modules/uptime2_new.ko
	done 2>/dev/null
}
[ ! -f /sys/devices/system/cpu/cpu1/online ] || hotplug &
pairs uptime &
pairs uptime2 &
pairs getppid &
pairs getppid &
reload &
wait
for update in uptime2 uptime getppid; do ctl $update reverse || true; done
for update in uptime2 uptime getppid; do
	check "state of $update" "$(state $update)" loaded
done
check "text" "$(text uptime_proc_show)" "$before_uptime"
check "text" "$(text __x64_sys_getppid)" "$before_getppid"
unload uptime
unload uptime2
unload getppid
