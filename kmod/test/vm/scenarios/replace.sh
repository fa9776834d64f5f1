# SPDX-License-Identifier: GPL-2.0-only
# One set of updates in place of another, many times, while another CPU calls what
# they change: there is no moment without either. A gap made on purpose is seen.
. /scenarios/lib.sh

before_uptime=$(text uptime_proc_show)
before_getppid=$(text __x64_sys_getppid)
for update in uptime uptime2 getppid; do load $update; done
writer replace 200 || fail "replace"
writer apart 20 || fail "apart"
check "text" "$(text uptime_proc_show)" "$before_uptime"
check "text" "$(text __x64_sys_getppid)" "$before_getppid"
for update in uptime uptime2 getppid; do unload $update; done
