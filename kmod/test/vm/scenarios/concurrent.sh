# SPDX-License-Identifier: GPL-2.0-only
# Requests from all sides at once, while CPUs come and go.
. /scenarios/lib.sh

before_uptime=$(text uptime_proc_show)
before_getppid=$(text __x64_sys_getppid)
load uptime
load uptime2
load getppid
cpu=/sys/devices/system/cpu/cpu1/online
rm -f /tmp/applied /tmp/hotplugs
touch /tmp/applied /tmp/hotplugs
probe load 2 20 &
load=$!
hotplug() {
	while [ -d /proc/$load ]; do
		# Both wait for whoever is in the way, or are told to come again.
		if echo 0 >$cpu; then
			until echo 1 >$cpu; do :; done
			echo >>/tmp/hotplugs
		fi
	done 2>/dev/null
}
pairs() {
	while [ -d /proc/$load ]; do
		! ctl "$1" apply || echo "$1" >>/tmp/applied
		ctl "$1" reverse || true
		cat $HS/refusal $HS/updates/"$1"/* >/dev/null 2>&1 || true
	done
}
reload() {
	while [ -d /proc/$load ]; do
		rmmod uptime2_new && insmod /modules/uptime2_new.ko
	done 2>/dev/null
}
[ ! -f $cpu ] || hotplug &
pairs uptime &
pairs uptime2 &
pairs getppid &
pairs getppid &
reload &
wait $load || fail "the load saw what it must not"
wait
for update in uptime2 uptime getppid; do
	grep -q "^$update$" /tmp/applied || fail "$update was never applied"
done
[ ! -f $cpu ] || [ -s /tmp/hotplugs ] || fail "no CPU went and came"
echo "ok: $(grep -c . /tmp/applied) applied, $(grep -c '' /tmp/hotplugs) times a CPU went and came"
for update in uptime2 uptime getppid; do ctl $update reverse || true; done
for update in uptime2 uptime getppid; do
	check "state of $update" "$(state $update)" loaded
done
check "text" "$(text uptime_proc_show)" "$before_uptime"
check "text" "$(text __x64_sys_getppid)" "$before_getppid"
unload uptime
unload uptime2
unload getppid
