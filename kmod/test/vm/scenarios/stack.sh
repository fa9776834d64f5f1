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
