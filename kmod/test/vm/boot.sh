#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Boots a stock kernel with a small initramfs, runs scenarios in it, and
# prints what they print. See README.md.
#
# usage: boot.sh VMLINUZ MODULES... -- SCENARIO... [-- QEMU-OPTION...]
# environment: APPEND  more kernel command line
#              CPU     model, default qemu64;  SMP  default 2
#              LIMIT   seconds, default 300
#              MEMORY  MiB, default 512
#              THREAD  of the emulator, default single; with multi the CPUs run
#                      at the same time, and QEMU 7.2 may hang where code is
#                      rewritten that runs (tracing, nmi, bpf, livepatch)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
kernel=$1; shift
modules=() scenarios=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do modules+=("$1"); shift; done
[ $# -gt 0 ] && shift
while [ $# -gt 0 ] && [ "$1" != -- ]; do scenarios+=("$1"); shift; done
[ $# -gt 0 ] && shift

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root"/{bin,proc,sys,dev,tmp,modules,scenarios}
cp "$(command -v busybox)" "$root/bin/busybox"
cp "${modules[@]}" "$root/modules"
cp "$here"/scenarios/lib.sh "$root/scenarios"
for s in "${scenarios[@]}"; do cp "$here/scenarios/$s.sh" "$root/scenarios"; done
for program in probe writer; do
	gcc -O2 -static -pthread -o "$root/bin/$program" "$here/$program.c"
done
printf '%s\n' "${scenarios[@]}" >"$root/scenarios/list"
install -m 755 "$here/init.sh" "$root/init"
(cd "$root" && find . | cpio -o -H newc --quiet | gzip -1) >"$work/initrd"

timeout "${LIMIT:-300}" qemu-system-x86_64 -accel "tcg,thread=${THREAD:-single}" -m "${MEMORY:-512}" \
	-smp "${SMP:-2}" -cpu "${CPU:-qemu64}" -kernel "$kernel" \
	-initrd "$work/initrd" -nographic -no-reboot -nodefaults -serial stdio \
	-append "console=ttyS0 quiet loglevel=4 panic=-1 no_timer_check ${APPEND:-}" \
	"$@" </dev/null | stdbuf -oL tr -d '\r' | tee "$work/log" || true
# The guest's own words say whether all went well.
grep -q '^ALL SCENARIOS PASSED$' "$work/log"
