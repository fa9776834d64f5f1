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

# The modules to change are made here: their objects are what is matched.
cp "$here"/target.c "$here"/wide.[ch] "$work"
echo "obj-m := target.o wide.o" >"$work/Kbuild"
make -s -C "$kdir" M="$work" target.o wide.o
ref target "$work/target.o" target_compute "target_compute unit.c:.data" target
ref kept "$work/target.o" target_compute target_compute target
ref quiet "$work/target.o" "target_quiet target_noinstr target_branch target_detour target_small" target_quiet target
ref wide "$work/wide.o" "$(seq -f wide_%g 10 59)" wide_10 wide
[ "$objects" != - ] || exit 0
for unit in fs/proc/uptime kernel/sys kernel/time/hrtimer; do
	cp "$objects/$unit.o" "$work"
	# With IBT objtool sees a unit only within the whole kernel.
	if grep -q '^CONFIG_X86_KERNEL_IBT=y' "$objects/.config"; then
		"$objects/tools/objtool/objtool" --hacks=jump_label --hacks=noinstr --hacks=skylake \
			--ibt --orc --retpoline --rethunk --sls --static-call --uaccess --prefix=16 \
			--link "$work/${unit##*/}.o"
	fi
done
ref uptime "$work/uptime.o" uptime_proc_show "uptime_proc_show get_idle_time"
ref uptime2 "$work/uptime.o" uptime_proc_show "uptime_proc_show get_idle_time"
ref getppid "$work/sys.o" __x64_sys_getppid __x64_sys_getppid
ref sleep "$work/hrtimer.o" do_nanosleep do_nanosleep
