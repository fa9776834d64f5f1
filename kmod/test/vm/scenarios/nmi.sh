# SPDX-License-Identifier: GPL-2.0-only
# NMIs on all CPUs in the middle of the write see the old code or the new.
. /scenarios/lib.sh

insmod /modules/target.ko
before=$(text target_compute)
load target
if [ "$(grep -c ^processor /proc/cpuinfo)" = 1 ]; then
	echo "skipped: CPUs send the NMIs to each other, and there is one"
	unload target
	rmmod target
	exit 0
fi
insmod /modules/nmi.ko function=0x$(address target_compute)
for i in 1 2 3 4 5 6 7 8 9 10; do
	ctl target apply || fail "apply"
	ctl target reverse || fail "reverse"
done
seen=$(cat /sys/module/nmi/parameters/seen)
echo "seen by NMIs: $seen"
case $seen in
old=0\ * | *new=0\ * | *breakpoints=0) fail "no NMI came in the middle" ;;
esac
check "neither old nor new" "$(echo "$seen" | sed 's/.*wrong=\([0-9]*\).*/\1/')" 0
rmmod nmi
check "text" "$(text target_compute)" "$before"
unload target
rmmod target
