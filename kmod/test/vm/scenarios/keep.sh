# SPDX-License-Identifier: GPL-2.0-only
# New code whose address the kernel may have stays in memory once it was applied.
# So do this update and the core, and this is the last scenario of its guest.
. /scenarios/lib.sh

value() { cat /sys/module/target/parameters/value; }
ran() { cat /sys/module/kept_new/parameters/ran; }
users() { cat /sys/module/kept_new/refcnt; }

insmod /modules/target.ko
load kept
rmmod kept_new || fail "what was never applied is kept"
insmod /modules/kept_new.ko
# An apply that is refused hands out nothing.
insmod /modules/flip.ko function=target_compute offset=6 mask=1
refuses TEXT_CHANGED ctl kept apply
rmmod flip
check "users after a refusal" "$(users)" 0
rmmod kept_new || fail "what was refused is kept"

insmod /modules/kept_new.ko
ctl kept apply || fail "apply"
check "new value" "$(value)" 3002
ctl kept reverse || fail "reverse"
check "the timer had not run" "$(ran)" 0
check "old value" "$(value)" 7
check "state" "$(state kept)" loaded
check "unloading it" "$(writer tell remove kept_new)" EAGAIN
check "unloading its ref module" "$(writer tell remove kept_ref)" EAGAIN
check "unloading its target" "$(writer tell remove target)" EAGAIN
sleep 2
check "the timer ran" "$(ran)" 1
check "users" "$(users)" 1

# It can be applied and reversed again, and is held once.
ctl kept apply || fail "apply again"
check "new value" "$(value)" 3002
check "users" "$(users)" 2
ctl kept reverse || fail "reverse again"
check "old value" "$(value)" 7
check "users" "$(users)" 1
sleep 2
check "the timer ran again" "$(ran)" 2
