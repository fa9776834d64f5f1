# SPDX-License-Identifier: GPL-2.0-only
# Apply, see the effect, reverse, and all is as before.
. /scenarios/lib.sh

before_uptime=$(text uptime_proc_show)
before_getppid=$(text __x64_sys_getppid)
load uptime
load getppid
check "state after load" "$(state uptime)" loaded
check "parts" "$(cat $HS/updates/uptime/parts)" "0 vmlinux loaded"
ctl uptime apply || fail "apply"
check "state after apply" "$(state uptime)" applied
check "effect" "$(cat /proc/uptime)" "uptime one idle=1 old=1"
check "functions" "$(cat $HS/updates/uptime/functions)" \
	"vmlinux uptime_proc_show redirected"
ctl getppid apply || fail "apply"
check "effect" "$(probe getppid)" 4242
check "hooks" "$(cat /sys/module/getppid_new/parameters/called)" abcd
if ctl uptime apply; then fail "applied twice"; fi
if rmmod uptime_new 2>/dev/null; then fail "unloaded while applied"; fi
cat $HS/updates/uptime/freeze
ctl uptime reverse || fail "reverse"
check "old effect" "$(cut -d. -f1 /proc/uptime | tr -d 0-9)" ""
check "text" "$(text uptime_proc_show)" "$before_uptime"
ctl getppid reverse || fail "reverse"
check "hooks" "$(cat /sys/module/getppid_new/parameters/called)" abcdfghi
check "text" "$(text __x64_sys_getppid)" "$before_getppid"
if ctl uptime reverse; then fail "reversed twice"; fi
check "state after reverse" "$(state uptime)" loaded
ctl uptime apply || fail "apply again"
ctl uptime reverse || fail "reverse again"
unload uptime
unload getppid
check "no update is left" "$(ls $HS/updates)" ""
