#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Writes the ref modules of the test updates for one kernel.
# usage: mkrefs.sh KDIR OBJECTS BUILD-ID DIR
#   KDIR      headers of the kernel
#   OBJECTS   a prepared tree of its source, in which its compiler made
#             fs/proc/uptime.o, kernel/sys.o and kernel/time/hrtimer.o;
#             "-": none, only the update of the test's own module
#   BUILD-ID  of the kernel's image
#   DIR       named after the kernel's release
set -eu
kdir=$1 objects=$2 build_id=$3 out=$4
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

ref() {	# ID OBJECT FUNCTIONS EXPORTS [TARGET]
	# The words of lists are meant to be split.
	# shellcheck disable=SC2086
	python3 "$here/mkref.py" "$2" --unit unit.c --id "$1" --target "${5:-vmlinux}" \
		--build-id "$build_id" --match $3 --export $4 >"$out/$1_ref.c"
}

# The module to change is made here: its object is what is matched.
cp "$here/target.c" "$work"
echo "obj-m := target.o" >"$work/Kbuild"
make -s -C "$kdir" M="$work" target.o
ref target "$work/target.o" target_compute "target_compute unit.c:.data" target
ref quiet "$work/target.o" "target_quiet target_noinstr target_branch" target_quiet target
[ "$objects" != - ] || exit 0
ref uptime "$objects/fs/proc/uptime.o" uptime_proc_show "uptime_proc_show get_idle_time"
ref uptime2 "$objects/fs/proc/uptime.o" uptime_proc_show "uptime_proc_show get_idle_time"
ref getppid "$objects/kernel/sys.o" __x64_sys_getppid __x64_sys_getppid
ref sleep "$objects/kernel/time/hrtimer.o" do_nanosleep do_nanosleep
