#!/bin/busybox sh
# SPDX-License-Identifier: Apache-2.0
# Loads the modules that the rig needs, then starts the root disk or, where
# there is none, the agent on busybox alone.
/bin/busybox --install -s /bin
export PATH=/bin:/sbin:/usr/bin:/usr/sbin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
while read -r module; do
    insmod "/modules/$module" 2>/dev/null
done </modules/order
init=/sbin/init root=
for word in $(cat /proc/cmdline); do
    case $word in
    hotsplice.root=*) root=${word#*=} ;;
    hotsplice.init=*) init=${word#*=} ;;
    esac
done
if [ -z "$root" ]; then
    mount -t tmpfs run /run
    ip link set lo up
    exec sh /agent
fi
tries=0
while [ ! -b "$root" ] && [ $tries -lt 200 ]; do
    usleep 20000
    tries=$((tries + 1))
done
mount -t ext4 -o rw,noatime "$root" /new || { echo "hotsplice-rig: no root disk $root"; poweroff -f; }
mount --move /dev /new/dev
mount --move /proc /new/proc
mount --move /sys /new/sys
exec switch_root /new "$init"
