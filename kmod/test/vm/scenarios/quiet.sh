# SPDX-License-Identifier: GPL-2.0-only
# Functions in which no jump can follow the fentry call: redirected at the entry
# or by ftrace, or refused.
. /scenarios/lib.sh

values() { cat /sys/module/target/parameters/quiet; }
with() { rmmod quiet_new && insmod /modules/quiet_new.ko which="$1"; }

insmod /modules/target.ko
before=$(text target_quiet)
before_detour=$(text target_detour)
load quiet
check "old values" "$(values)" "8 9 10 11 12"
ctl quiet apply || fail "apply at the entry"
check "new value" "$(values)" "2002 9 10 11 12"
ctl quiet reverse || fail "reverse"
check "text" "$(text target_quiet)" "$before"
with 1
refuses NO_FENTRY ctl quiet apply
with 2
refuses SITE_CONFLICT ctl quiet apply
sed -n 's/^detail=//p' $HS/refusal
check "old values" "$(values)" "8 9 10 11 12"
with 4
refuses TOO_SMALL ctl quiet apply
check "old values" "$(values)" "8 9 10 11 12"
with 3
ctl quiet apply || fail "apply by a detour"
check "new value" "$(values)" "8 9 10 2002 12"
ctl quiet reverse || fail "reverse"
check "old values" "$(values)" "8 9 10 11 12"
check "text" "$(text target_detour)" "$before_detour"
unload quiet
rmmod target
