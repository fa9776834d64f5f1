# SPDX-License-Identifier: GPL-2.0-only
# The kernel's own livepatch on a function of an update, both orders.
. /scenarios/lib.sh

klp=/sys/kernel/livepatch/uptime_klp
# until COMMAND: within ten seconds
await() {
	n=0
	until "$@"; do
		n=$((n + 1))
		[ $n -lt 100 ] || fail "never: $*"
		usleep 100000
	done
}
done_with() { [ "$(cat $klp/transition 2>/dev/null)" = 0 ]; }
gone() { [ ! -d $klp ]; }

before=$(text uptime_proc_show)
load uptime
insmod /modules/uptime_klp.ko
await done_with
check "livepatch" "$(cat /proc/uptime)" "uptime livepatched"
# Its redirect comes first, so ours would have no effect.
refuses SITE_CONFLICT ctl uptime apply
echo 0 >$klp/enabled
await gone
rmmod uptime_klp
ctl uptime apply || fail "apply"
insmod /modules/uptime_klp.ko
await done_with
check "a later livepatch comes first" "$(cat /proc/uptime)" "uptime livepatched"
ctl uptime reverse || fail "reverse beneath it"
if ctl uptime apply; then fail "applied beneath it"; fi
echo 0 >$klp/enabled
await gone
rmmod uptime_klp
ctl uptime apply || fail "apply"
check "effect" "$(cat /proc/uptime)" "uptime one idle=1 old=1"
ctl uptime reverse || fail "reverse"
check "text" "$(text uptime_proc_show)" "$before"
unload uptime
