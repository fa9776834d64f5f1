# SPDX-License-Identifier: GPL-2.0-only
# Tracers on a function that is redirected, before and after.
. /scenarios/lib.sh

trace=/sys/kernel/tracing
before=$(text uptime_proc_show)

# probe_on NAME WHERE [KIND]: a kprobe event, on; r as KIND is for the return
probe_on() {
	echo "${3:-p}:$1 $2" >>$trace/kprobe_events && echo 1 >$trace/events/kprobes/"$1"/enable
}
# probe_near NAME OFFSET: at the first instruction there or behind it
probe_near() {
	offset=$2
	until probe_on "$1" "uptime_proc_show+$offset" 2>/dev/null; do
		offset=$((offset + 1))
		[ $offset -lt $(($2 + 16)) ] || fail "no instruction at $2"
	done
}
probe_off() {
	echo 0 >$trace/events/kprobes/"$1"/enable
	echo "-:$1" >>$trace/kprobe_events
}
hits() { grep -c "$1" $trace/trace || true; }

# function tracer before and after
echo uptime_proc_show >$trace/set_ftrace_filter
echo function >$trace/current_tracer
load uptime
ctl uptime apply || fail "apply under the tracer"
echo >$trace/trace
check "effect" "$(cat /proc/uptime)" "uptime one idle=1 old=1"
check "traced" "$(hits uptime_proc_show)" 1
echo nop >$trace/current_tracer
check "effect" "$(cat /proc/uptime)" "uptime one idle=1 old=1"
echo function_graph >$trace/current_tracer
check "effect" "$(cat /proc/uptime)" "uptime one idle=1 old=1"
ctl uptime reverse || fail "reverse under the tracer"
echo nop >$trace/current_tracer
echo >$trace/set_ftrace_filter
unload uptime

# Matching while the optimiser has been asked and has not done its work.
for i in 1 2 3 4 5; do
	probe_near body 11
	load uptime
	unload uptime
	probe_off body
done

# a kprobe at the entry, which is made by ftrace, and one in the body
probe_on entry uptime_proc_show
probe_near body 11
probe_near result 46
usleep 500000 # the optimiser takes its time
grep uptime /sys/kernel/debug/kprobes/list
load uptime
ctl uptime apply || fail "apply under kprobes"
echo >$trace/trace
check "effect" "$(cat /proc/uptime)" "uptime one idle=1 old=1"
check "entry is hit" "$(hits 'entry:')" 1
check "body is not" "$(hits 'body:')" 0
ctl uptime reverse || fail "reverse"
cat /proc/uptime >/dev/null
check "body is hit" "$(hits 'body:')" 1
probe_off entry
probe_off body
probe_off result

# kretprobes and an entry probe from before the apply, and from after it
probe_on early uptime_proc_show r
ctl uptime apply || fail "apply under a kretprobe"
probe_on entry uptime_proc_show
probe_on late uptime_proc_show r
echo >$trace/trace
check "effect" "$(cat /proc/uptime)" "uptime one idle=1 old=1"
for name in early entry late; do check "$name is hit" "$(hits "$name:")" 1; done
probe_off early
ctl uptime reverse || fail "reverse under a kretprobe"
echo >$trace/trace
cat /proc/uptime >/dev/null
for name in entry late; do check "$name is hit" "$(hits "$name:")" 1; done
probe_off entry
probe_off late

# where the redirect would be
probe_on site uptime_proc_show+5
refuses SITE_CONFLICT ctl uptime apply
probe_off site
ctl uptime apply || fail "apply"
probe_on jump uptime_proc_show+5
check "effect" "$(cat /proc/uptime)" "uptime one idle=1 old=1"
refuses SITE_CONFLICT ctl uptime reverse
probe_off jump
ctl uptime reverse || fail "reverse"
check "text" "$(text uptime_proc_show)" "$before"
unload uptime
