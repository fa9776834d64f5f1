# SPDX-License-Identifier: GPL-2.0-only
# Pairs of apply and reverse while all CPUs call the functions and threads come
# and go; state and effect are looked at after each request. Kernel command
# line: soak=PAIRS, default 100.
. /scenarios/lib.sh

pairs=$(sed -n 's/.*soak=\([0-9]*\).*/\1/p' /proc/cmdline)
before_uptime=$(text uptime_proc_show)
before_getppid=$(text __x64_sys_getppid)
load uptime
load getppid
probe load 2 100000 >/dev/null &
load=$!
writer pairs "${pairs:-100}" uptime getppid || fail "pairs"
# It is there no more if a call had a result that no code gives.
kill $load || fail "the load"
check "text" "$(text uptime_proc_show)" "$before_uptime"
check "text" "$(text __x64_sys_getppid)" "$before_getppid"
unload uptime
unload getppid
