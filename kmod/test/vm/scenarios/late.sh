# SPDX-License-Identifier: GPL-2.0-only
# A module as target: loaded before its update, after it, and with a failing
# init.
. /scenarios/lib.sh

value() { cat /sys/module/target/parameters/"$1"; }

insmod /modules/target.ko
check "old value" "$(value value)" 7
load target
check "parts" "$(cat $HS/updates/target/parts)" "0 target loaded"
ctl target apply || fail "apply"
check "new value" "$(value value)" 1006
if rmmod target 2>/dev/null; then fail "the target was unloaded"; fi
ctl target reverse || fail "reverse"
check "old value" "$(value value)" 7
unload target
rmmod target

# Loaded later: the helper applies before the module's init runs.
cat >/tmp/helper <<'END'
#!/bin/sh
exec >/tmp/helper.log 2>&1
insmod /modules/"$1"_ref.ko && insmod /modules/"$1"_new.ko &&
	echo apply >/sys/kernel/hotsplice/updates/"$1"/control
END
chmod +x /tmp/helper
printf '/tmp/helper' >/sys/module/hotsplice/parameters/helper
echo "other target" >$HS/await
check "await" "$(tr '\n' ' ' <$HS/await)" "other target "
insmod /modules/target.ko
check "init saw the new code" "$(value at_init)" 1003
check "new value" "$(value value)" 1006
check "state" "$(state target)" applied
ctl target reverse || fail "reverse"
unload target
rmmod target

# Its init fails when the update is applied: the part is lost, nothing else.
if insmod /modules/target.ko fail=1 2>/dev/null; then fail "loaded"; fi
check "parts" "$(cat $HS/updates/target/parts)" "0 target lost"
if ctl target reverse; then fail "reversed what is lost"; fi
if ctl target apply; then fail "applied what is lost"; fi
unload target
echo >$HS/await
insmod /modules/target.ko
check "old value" "$(value value)" 7
rmmod target
