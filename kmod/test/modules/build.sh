#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Builds the test updates.
# usage: build.sh KDIR OBJECTS BUILD-ID OUT
#   KDIR      headers of the kernel; OBJECTS  a kernel tree of the same source in
#   which kernel/sys.o, kernel/time/hrtimer.o and fs/proc/uptime.o were made;
#   ("-": no such tree, only the update of the test's own module);
#   BUILD-ID  of the kernel's image; OUT  a directory to make
set -eu
kdir=$1 objects=$2 build_id=$3 out=$4
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"
cp "$here"/flip.c "$here"/target.c "$here"/*_new.c "$here"/update.h "$out"

ref() {	# ID OBJECT FUNCTIONS EXPORTS [TARGET]
	# The words of lists are meant to be split.
	# shellcheck disable=SC2086
	python3 "$here/mkref.py" "$2" --unit unit.c --id "$1" --target "${5:-vmlinux}" \
		--build-id "$build_id" --match $3 --export $4 >"$out/$1_ref.c"
	echo "obj-m += $1_ref.o $1_new.o" >>"$out/Kbuild"
}

printf "ccflags-y := -I%s\nobj-m := flip.o target.o\n" "$here/../../include" >"$out/Kbuild"
# The first module to change is made first: its object is what is matched.
make -C "$kdir" M="$out" target.o
ref target "$out/target.o" target_compute "target_compute unit.c:.data" target
if [ "$objects" != - ]; then
ref uptime "$objects/fs/proc/uptime.o" uptime_proc_show "uptime_proc_show get_idle_time"
ref uptime2 "$objects/fs/proc/uptime.o" uptime_proc_show "uptime_proc_show get_idle_time"
ref getppid "$objects/kernel/sys.o" __x64_sys_getppid __x64_sys_getppid
ref sleep "$objects/kernel/time/hrtimer.o" do_nanosleep do_nanosleep
fi
symbols=$here/../../Module.symvers
if [ "$(sed -n 's/^#define LINUX_VERSION_CODE //p' "$kdir/include/generated/uapi/linux/version.h")" -ge 394496 ]; then
	# From 6.5 on modpost has to be told of dynamic exports.
	sed -n 's/^HOTSPLICE_EXPORT(\(hsx_\(.*\)_[0-9]*_[0-9]*\))/0x48535058\t\1\t\2_ref\tEXPORT_SYMBOL_GPL\t/p' \
		"$out"/*_ref.c >"$out/exports.symvers"
	symbols="$symbols $out/exports.symvers"
fi
make -C "$kdir" M="$out" KBUILD_EXTRA_SYMBOLS="$symbols" modules
