# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What lies in each package. Uses the functions of package.sh.

build_client() {
    begin client
    "$top/hook/dist/install" "$root" /lib/systemd/system
    put 755 "$here/client/apt-pre-install" /usr/lib/hotsplice/apt-pre-install
    put 644 "$here/client/60hotsplice" /etc/apt/apt.conf.d/60hotsplice
    put 644 "$here/client/lintian-overrides" /usr/share/lintian/overrides/hotsplice
    documents hotsplice
    pack hotsplice client
}

build_tools() {
    begin tools
    "$here/lib/install-tools" "$root"
    local page
    for page in "$here"/tools/man/*; do
        [ ! -e "$page" ] || manpage "$page"
    done
    put 644 "$here/tools/lintian-overrides" /usr/share/lintian/overrides/hotsplice-tools
    documents hotsplice-tools
    pack hotsplice-tools tools
}

# kmod_sources FOLDER : the files that the module is built from, without what a build left there.
kmod_sources() {
    mkdir -p "$1"
    (cd "$top/kmod" && find Kbuild Makefile include src \( -name '*.c' -o -name '*.h' -o -name '*.S' \
        -o -name Kbuild -o -name Makefile \) ! -name '*.mod.c' -print0 | tar --null -T - -cf -) | tar -C "$1" -xf -
}

build_kmod() {
    local kdir=${headers:-/lib/modules/$release/build} log=$work/kmod.log
    [ -e "$kdir/Makefile" ] || {
        echo "$0: $kdir holds no kernel headers; install linux-headers-$release or give --headers" >&2 && exit 1
    }
    begin "kmod-$release"
    kmod_sources "$work/kmod-source"
    # Debugging information holds paths, and the build-id covers it, so to strip it afterwards is too late.
    make -C "$work/kmod-source" KDIR="$kdir" KCFLAGS=-g0 > "$log" 2>&1 || { cat "$log" >&2 && exit 1; }
    put 644 "$work/kmod-source/hotsplice.ko" "/lib/modules/$release/updates/hotsplice/hotsplice.ko"
    # Not --strip-all, which would take what the loader needs.
    strip --strip-debug "$root/lib/modules/$release/updates/hotsplice/hotsplice.ko"
    # The last change of the file; SHA-256 is what every kernel has built in.
    [ -z "$module_key" ] || "$kdir/scripts/sign-file" sha256 "$module_key" "$module_certificate" \
        "$root/lib/modules/$release/updates/hotsplice/hotsplice.ko"
    documents "hotsplice-kmod-$release"
    pack "hotsplice-kmod-$release" kmod
    rm -rf "$work/kmod-source"
}

build_dkms() {
    begin dkms
    kmod_sources "$root/usr/src/hotsplice-$version"
    find "$root/usr/src" -type f -exec chmod 644 {} +
    put 644 "$here/dkms/dkms.conf" "/usr/src/hotsplice-$version/dkms.conf"
    fill "$root/usr/src/hotsplice-$version/dkms.conf"
    documents hotsplice-dkms
    pack hotsplice-dkms dkms
}
