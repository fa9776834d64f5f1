#!/bin/busybox sh
# SPDX-License-Identifier: GPL-2.0-only
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
export PATH=/bin
failed=0
insmod /modules/hotsplice.ko || failed=1
while read -r scenario; do
	[ $failed = 0 ] || break
	echo "=== $scenario"
	sh -eu /scenarios/"$scenario".sh || failed=1
	echo "=== $scenario $failed"
done </scenarios/list
# What is kept keeps the core.
[ -d /sys/module/kept_new ] || rmmod hotsplice || failed=1
leaks=/sys/kernel/debug/kmemleak
if [ -e $leaks ]; then
	# What was freed a moment ago may still be waited for; two looks tell.
	echo scan >$leaks
	sleep 5
	echo scan >$leaks
	if grep . $leaks; then
		echo "memory leaked"
		failed=1
	fi
fi
# Lockdep switches itself off at its first report, and where it runs out of room.
if [ -e /proc/lockdep_stats ] && ! grep -q 'debug_locks: *1$' /proc/lockdep_stats; then
	echo "lockdep is off"
	failed=1
fi
if dmesg | grep -E 'BUG|WARNING|Oops|Call Trace|general protection|KASAN:|UBSAN:|possible (circular|recursive|irq)|inconsistent lock state|suspicious RCU usage|soft lockup|stall|DEBUG_LOCKS|ODEBUG:'; then
	echo "the kernel log is not clean"
	failed=1
fi
if [ $failed = 0 ]; then
	echo "ALL SCENARIOS PASSED"
else
	dmesg | tail -60
	echo "FAILED"
fi
# Without ACPI a kernel cannot switch off; the emulator ends at a reboot too.
reboot -f
