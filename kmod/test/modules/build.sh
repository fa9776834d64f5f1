#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Builds the test updates.
# usage: build.sh KDIR REFS SYMVERS OUT
#   KDIR     headers of the kernel
#   REFS     a folder with its ref modules, as mkrefs.sh makes; the one named
#            after a release of Debian is for that kernel
#   SYMVERS  Module.symvers of the core
#   OUT      a folder to make
set -eu
kdir=$1 refs=$2 symbols=$3 out=$4
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"
cp "$here"/*.[ch] "$refs"/*_ref.c "$out"
printf 'ccflags-y := -I%s\nobj-m := flip.o failalloc.o nmi.o stop.o target.o target_klp.o uptime_klp.o wide.o\n' "$here/../../include" >"$out/Kbuild"
for ref in "$refs"/*_ref.c; do
	id=$(basename "$ref" _ref.c)
	echo "obj-m += ${id}_ref.o ${id}_new.o" >>"$out/Kbuild"
done
code=$(sed -n 's/^#define LINUX_VERSION_CODE //p' "$kdir/include/generated/uapi/linux/version.h")
if [ "$code" -ge 394496 ]; then
	# From 6.5 on modpost has to be told of dynamic exports.
	sed -n 's/^HOTSPLICE_EXPORT(\(hsx_\(.*\)_[0-9]*_[0-9]*\))/0x48535058\t\1\t\2_ref\tEXPORT_SYMBOL_GPL\t/p' \
		"$out"/*_ref.c >"$out/exports.symvers"
	symbols="$symbols $out/exports.symvers"
fi
make -C "$kdir" M="$out" KBUILD_EXTRA_SYMBOLS="$symbols" modules
