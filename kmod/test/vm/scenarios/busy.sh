# SPDX-License-Identifier: GPL-2.0-only
# A function in which a thread sleeps: refused with a list, and later taken.
. /scenarios/lib.sh

before=$(text do_nanosleep)
load sleep
sleep 1000 &
sleeper=$!
usleep 200000
if ctl sleep apply; then fail "applied while in use"; fi
check "code" "$(code)" BUSY
check "busy" "$(sed 's/+0x[0-9a-f]*[1-9a-f][0-9a-f]*$/+offset/' $HS/updates/sleep/busy)" \
	"$sleeper sleep do_nanosleep+offset"
grep attempts $HS/updates/sleep/freeze
check "text" "$(text do_nanosleep)" "$before"

# The writer is killed while it waits for the next attempt.
sh -c "echo apply >$HS/updates/sleep/control" 2>/dev/null &
writer=$!
usleep 300000
kill -9 $writer
wait $writer || true
check "state after kill" "$(state sleep)" loaded
kill $sleeper
wait $sleeper 2>/dev/null || true
ctl sleep apply || fail "apply when free"
check "busy is empty" "$(cat $HS/updates/sleep/busy)" ""
ctl sleep reverse || fail "reverse"
check "text" "$(text do_nanosleep)" "$before"
unload sleep
