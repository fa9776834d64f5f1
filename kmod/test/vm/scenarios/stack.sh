# SPDX-License-Identifier: GPL-2.0-only
# Two updates of one function: stacked, and one in place of the other.
. /scenarios/lib.sh

before=$(text uptime_proc_show)
load uptime
ctl uptime apply || fail "apply one"
# matched against the bytes beneath the redirect
load uptime2
ctl uptime2 apply || fail "apply two"
check "the newest is in force" "$(cat /proc/uptime)" "uptime two idle=1 old=1"
refuses STACKED ctl uptime reverse
check "who stands on it" "$(sed -n 's/^detail=//p' $HS/refusal)" \
	"uptime2 stands on uptime"
ctl uptime2 reverse || fail "reverse two"
check "the older is back" "$(cat /proc/uptime)" "uptime one idle=1 old=1"
ctl uptime2 "apply replace=uptime" || fail "replace"
check "state of one" "$(state uptime)" loaded
check "effect" "$(cat /proc/uptime)" "uptime two idle=1 old=1"
unload uptime
load uptime
ctl uptime "apply replace=uptime2" || fail "replace the other way"
check "effect" "$(cat /proc/uptime)" "uptime one idle=1 old=1"
unload uptime2
ctl uptime reverse || fail "reverse"
check "text" "$(text uptime_proc_show)" "$before"
unload uptime

# Two updates in one freeze, and what cannot be one.
before_getppid=$(text __x64_sys_getppid)
load uptime
load uptime2
load getppid
if ctl uptime "apply with=nobody"; then fail "applied with nobody"; fi
if ctl uptime "apply with=uptime"; then fail "applied with itself"; fi
if ctl uptime "apply with=getppid replace=getppid"; then fail "applied and replaced"; fi
refuses BAD_TABLE ctl uptime "apply with=getppid,uptime2"
for update in uptime uptime2 getppid; do
	check "state of $update" "$(state $update)" loaded
done
ctl uptime "apply with=getppid" || fail "apply both"
check "effect" "$(cat /proc/uptime)" "uptime one idle=1 old=1"
check "effect" "$(probe getppid)" 4242
if ctl uptime2 "apply with=getppid"; then fail "applied twice"; fi
check "state of uptime2" "$(state uptime2)" loaded
ctl uptime2 "apply replace=uptime,getppid" || fail "replace both"
check "effect" "$(cat /proc/uptime)" "uptime two idle=1 old=1"
check "text" "$(text __x64_sys_getppid)" "$before_getppid"
ctl uptime2 reverse || fail "reverse"
check "text" "$(text uptime_proc_show)" "$before"
for update in uptime uptime2 getppid; do unload $update; done
