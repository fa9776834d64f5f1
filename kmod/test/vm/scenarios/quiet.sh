# SPDX-License-Identifier: GPL-2.0-only
# Functions without fentry: redirected at the entry, or refused.
. /scenarios/lib.sh

values() { cat /sys/module/target/parameters/quiet; }
with() { rmmod quiet_new && insmod /modules/quiet_new.ko which="$1"; }

insmod /modules/target.ko
before=$(text target_quiet)
load quiet
check "old values" "$(values)" "8 9 10"
ctl quiet apply || fail "apply at the entry"
check "new value" "$(values)" "2002 9 10"
ctl quiet reverse || fail "reverse"
check "text" "$(text target_quiet)" "$before"
with 1
refuses NO_FENTRY ctl quiet apply
with 2
refuses SITE_CONFLICT ctl quiet apply
sed -n 's/^detail=//p' $HS/refusal
check "old values" "$(values)" "8 9 10"
unload quiet
rmmod target
