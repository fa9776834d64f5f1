# SPDX-License-Identifier: GPL-2.0-only
# Hooks that refuse, and that do what they must not.
. /scenarios/lib.sh

parameters=/sys/module/getppid_new/parameters
called() {
	tr -d '\n' <$parameters/called
	echo >$parameters/called
}

before=$(text __x64_sys_getppid)
load getppid
echo 0 >$parameters/refuse
refuses HOOK_REFUSED ctl getppid apply
check "pre refused, fail is called" "$(called)" ae
echo 1 >$parameters/refuse
refuses HOOK_REFUSED ctl getppid apply
check "check refused, fail is called" "$(called)" abe
check "text" "$(text __x64_sys_getppid)" "$before"
echo -1 >$parameters/refuse
echo 1 >$parameters/sleep
refuses HOOK_REFUSED ctl getppid apply
sed -n 's/^detail=//p' $HS/refusal
called >/dev/null
# One that may not refuse is told of, and the change is made.
told() { dmesg | grep -c "a hook of 'getppid' slept"; }
echo 2 >$parameters/sleep
told_before=$(told || true)
ctl getppid apply || fail "apply"
check "told" "$(($(told) - told_before))" 1
check "in force" "$(probe getppid)" 4242
echo 7 >$parameters/sleep
ctl getppid reverse || fail "reverse"
check "told" "$(($(told) - told_before))" 2
check "text" "$(text __x64_sys_getppid)" "$before"
called >/dev/null
echo -1 >$parameters/sleep
ctl getppid apply || fail "apply"
check "order" "$(called)" abcd
echo 5 >$parameters/refuse
refuses HOOK_REFUSED ctl getppid reverse
check "pre reverse refused" "$(called)" fj
echo 6 >$parameters/refuse
refuses HOOK_REFUSED ctl getppid reverse
check "check reverse refused" "$(called)" fgj
check "still in force" "$(probe getppid)" 4242
echo -1 >$parameters/refuse
ctl getppid reverse || fail "reverse"
check "order" "$(called)" fghi
unload getppid
