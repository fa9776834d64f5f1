#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs what the test rig sends over the virtio port "hotsplice.agent".
# Request: "<number> <length>\n" and that many bytes of shell script.
# Answer:  "<number> <status> <length>\n" and that many bytes of its output.
# A script can ask for bash with a first line "#!/bin/bash".
export HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export DEBIAN_FRONTEND=noninteractive
[ -d /usr/lib/jvm ] && export JAVA_TOOL_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
in=/run/hotsplice-agent.in out=/run/hotsplice-agent.out

find_port() {
    for port in /sys/class/virtio-ports/*; do
        [ "$(cat "$port/name" 2>/dev/null)" = hotsplice.agent ] && { echo "/dev/${port##*/}"; return 0; }
    done
    return 1
}

while ! port=$(find_port) || [ ! -c "$port" ]; do sleep 0.1; done
cd /
while :; do
    exec 3<>"$port" || { sleep 0.2; continue; }
    while read -r number length <&3; do
        head -c "$length" <&3 >$in
        case $(head -n 1 $in) in
        '#!/bin/bash'*) bash $in </dev/null >$out 2>&1 3>&- ;;
        *) sh $in </dev/null >$out 2>&1 3>&- ;;
        esac
        status=$?
        { echo "$number $status $(wc -c <$out)"; cat $out; } >&3
    done
    exec 3>&-
    sleep 0.1
done
