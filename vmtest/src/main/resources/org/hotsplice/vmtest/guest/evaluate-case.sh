#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Takes one update through its whole life in a guest:
#   evaluate-case.sh ID NUMBER [MODULE...]
# /root/hs has hotsplice.ko (loaded), textsum, perhaps trig, bundles/ID/ and
# ID.functions (TARGET:FUNCTION a line). Prints "@ KEY VALUE" lines and ends
# after the first "@ verdict"; what trig showed is judged by whoever reads them.
cd /root/hs || exit 1
id=$1 number=$2
shift 2
sysfs=/sys/kernel/hotsplice/updates/$id
functions=$(cat "bundles/$id.functions")
name=hotsplice_$(echo "$id" | tr - _)
loaded=

verdict() {
    echo "@ verdict $*"
    exit 0
}

refusal() {
    tr '\n' ' ' </sys/kernel/hotsplice/refusal
}

uptime() {
    read -r seconds _ </proc/uptime
    echo "$seconds"
}

# What the trigger program says of the case, in its own words; nothing if it does not know it.
behaviour() {
    [ ! -x trig ] || timeout 20 ./trig "$number" 2>&1 | grep '=> ' | head -n 1
}

control() {
    tries=0
    until message=$(sh -c "echo '$1' >'$sysfs/control'" 2>&1); do
        tries=$((tries + 1))
        case $message in
        *busy*) [ $tries -lt 8 ] && { sleep 1; continue; } ;;
        esac
        return 1
    done
}

unload() {
    for module in $loaded; do
        rmmod "$module" || return 1
    done
    loaded=
}

# What a running machine does all the time, while the update is in force.
exercise() {
    ls -R /proc/self /sys/class /etc >/dev/null 2>&1
    dd if=/dev/zero of=/tmp/exercise bs=64k count=16 2>/dev/null
    cp /tmp/exercise /root/exercise && sync && rm /tmp/exercise /root/exercise
    ip -s link >/dev/null
}

for module in "$@"; do
    if ! message=$(modprobe "$module" 2>&1); then
        case $message in
        *"not found in directory"*) verdict create-failed MODULE_MISSING "$message" ;;
        *) verdict no-hardware NO_HARDWARE "$message" ;;
        esac
    fi
done
before=$(behaviour)
echo "@ before $before"
text=$(./textsum $functions) || verdict not-reversed TEXTSUM "$text"
echo "@ apply-start $(uptime)"
for file in $(ls "bundles/$id/" | grep -- '-ref\.ko$' | sort -V); do
    part=${file%-ref.ko}
    part=${part##*-}
    for kind in ref new; do
        if ! message=$(insmod "bundles/$id/$id-$part-$kind.ko" 2>&1); then
            why="$message; $(refusal) $(dmesg | tail -n 3 | tr '\n' ' ')"
            unload
            verdict kernel-refused "$(sed -n 's/^code=//p' /sys/kernel/hotsplice/refusal)" "part $part $kind: $why"
        fi
        loaded="${name}_${part}_$kind $loaded"
    done
done
if ! control apply; then
    code=$(sed -n 's/^code=//p' /sys/kernel/hotsplice/refusal)
    why="$message; $(refusal)"
    busy=$(head -n 5 "$sysfs/busy" 2>/dev/null | tr '\n' ' ')
    unload
    [ "$code" = BUSY ] && verdict busy BUSY "$busy"
    verdict kernel-refused "$code" "apply: $why"
fi
echo "@ apply-end $(uptime)"
echo "@ freeze $(tr '\n' ' ' <"$sysfs/freeze" 2>/dev/null)"
during=$(behaviour)
echo "@ during $during"
exercise
changed=$(./textsum $functions)
echo "@ reverse-start $(uptime)"
control reverse || verdict not-reversed REVERSE "$message; $(refusal) $(head -n 5 "$sysfs/busy" 2>/dev/null | tr '\n' ' ')"
# Where the kernel may have an address of new code, that stays.
if ! grep -aq hotsplice_keep= "bundles/$id/"*-new.ko; then
    unload || verdict not-reversed UNLOAD "rmmod $loaded failed"
fi
echo "@ reverse-end $(uptime)"
after=$(behaviour)
echo "@ after $after"
again=$(./textsum $functions)
[ "$text" = "$again" ] || verdict not-reversed TEXT "the text bytes differ from those before"
[ "$changed" != "$text" ] || verdict wrong-behaviour NO_REDIRECT "no byte of the functions changed while it was applied"
verdict works
