# SPDX-License-Identifier: GPL-2.0-only
# What is wrong is refused, told apart, and leaves nothing behind.
. /scenarios/lib.sh

# names_bytes FUNCTION OFFSET: both byte strings are told, and differ
names_bytes() {
	check "function" "$(refusal function)" "$1"
	check "offset" "$(refusal offset)" "$2"
	[ -n "$(refusal expected)" ] && [ -n "$(refusal found)" ] &&
		[ "$(refusal expected)" != "$(refusal found)" ] || fail "no bytes are told"
	echo "ok: expected $(refusal expected), found $(refusal found)"
}
fault() { insmod /modules/uptime_ref.ko fault="$1"; }

refuses NO_MATCH fault byte
names_bytes uptime_proc_show 0x6
refuses BAD_TABLE fault size
refuses BAD_TABLE fault bytes
refuses BAD_TABLE fault sites
refuses BAD_TABLE fault symbols
refuses WRONG_KERNEL fault build-id
refuses TARGET_NOT_LOADED fault target
check "nothing is left" "$(ls $HS/updates)" ""
check "no module is left" "$(grep -c uptime /proc/modules || true)" 0

# A byte of the running kernel's code that is not what it was.
insmod /modules/flip.ko function=uptime_proc_show offset=9 mask=4
refuses NO_MATCH insmod /modules/uptime_ref.ko
names_bytes uptime_proc_show 0x9
rmmod flip

# Bytes that change between matching and the freeze.
load uptime
insmod /modules/flip.ko function=uptime_proc_show offset=6 mask=1
refuses TEXT_CHANGED ctl uptime apply || true
rmmod flip
ctl uptime apply || fail "apply after the code was repaired"
ctl uptime reverse || fail "reverse"
if ctl uptime nonsense; then fail "nonsense was accepted"; fi
if ctl uptime "apply replace=nobody"; then fail "replaced nobody"; fi
if ctl uptime "apply replace=uptime"; then fail "replaced itself"; fi
if insmod /modules/uptime_ref.ko 2>/dev/null; then fail "loaded twice"; fi
rmmod uptime_new
check "state" "$(state uptime)" matched
if ctl uptime apply; then fail "applied without a new module"; fi
rmmod uptime_ref
