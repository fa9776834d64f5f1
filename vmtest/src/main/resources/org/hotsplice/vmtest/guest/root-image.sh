#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Makes a bootable disk of the root in the folder $1: puts the agent in, quietens
# what tests do not need, and writes the disk image and the boot files to the
# folder HOTSPLICE_OUT. HOTSPLICE_GUEST is the folder with the guest's scripts.
set -euo pipefail
root=$1 out=$HOTSPLICE_OUT guest=$HOTSPLICE_GUEST release=$HOTSPLICE_RELEASE

install -m 755 "$guest/agent.sh" "$root/usr/local/sbin/hotsplice-agent"
install -m 755 "$guest/bare-init.sh" "$root/usr/local/sbin/hotsplice-bare-init"
install -m 644 "$guest/agent.service" "$root/etc/systemd/system/hotsplice-agent.service"
mkdir -p "$root/etc/systemd/system/multi-user.target.wants"
ln -s ../hotsplice-agent.service "$root/etc/systemd/system/multi-user.target.wants/"
mkdir -p "$root/etc/systemd/system.conf.d"
printf '[Manager]\nDefaultEnvironment="JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"\n' \
    >"$root/etc/systemd/system.conf.d/java.conf"
for unit in apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer \
    systemd-timesyncd.service dnf-makecache.timer man-db.timer dpkg-db-backup.timer getty@tty1.service \
    serial-getty@ttyS0.service systemd-networkd-wait-online.service; do
    ln -sf /dev/null "$root/etc/systemd/system/$unit"
done
echo hotsplice-guest >"$root/etc/hostname"
echo '/dev/vda / ext4 noatime 0 0' >"$root/etc/fstab"
echo uninitialized >"$root/etc/machine-id"
chroot "$root" passwd -d root >/dev/null
rm -f "$root"/etc/apt/apt.conf.d/*mmdebstrap "$root"/etc/dpkg/dpkg.cfg.d/*mmdebstrap
: >"$root/etc/resolv.conf"
# The guest has no network: tests bring their own repositories.
rm -rf "$root"/etc/apt/sources.list "$root"/etc/apt/sources.list.d/* "$root"/var/lib/apt/lists/* \
    "$root"/var/cache/apt/archives/*.deb
mkdir -p "$root/etc/rpm"
printf '%%_dbpath /var/lib/rpm\n%%__gpg /usr/bin/gpg\n' >"$root/etc/rpm/macros"
chroot "$root" dpkg-query -W -f '${Package} ${Version}\n' >"$out/packages.txt"

cp "$root/boot/vmlinuz-$release" "$out/vmlinuz"
mkdir -p "$out/modules"
for module in virtio_pci virtio_blk ext4 virtio_console virtio_rng 9p 9pnet_virtio; do
    modprobe -D -d "$root" -S "$release" "$module"
done | awk '/^insmod/ { print $2 }' | awk '!seen[$0]++' | while read -r file; do
    cp "$file" "$out/modules/"
    basename "$file"
done >"$out/modules/order"

truncate -s "${HOTSPLICE_DISK_SIZE:-4G}" "$out/root.raw"
# With a journal, as every installer makes it: guests crash in some scenarios.
mke2fs -q -F -t ext4 -J size=16 -E root_owner=0:0 -d "$root" "$out/root.raw"
