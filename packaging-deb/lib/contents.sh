# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What lies in each package. Uses the functions of package.sh.

# built FILE : fails with the command to run if the build did not make this file.
built() {
    [ -e "$1" ] || { echo "$0: $1 is missing; build first: mvn -q package -DskipTests" >&2 && exit 1; }
}

# jars MODULE JAR FOLDER : a command's jar and the libraries that its manifest names beside it.
jars() {
    local jar=$top/$1/target/$2 library
    built "$jar"
    put 644 "$jar" "$3/$2"
    for library in "$top/$1"/target/lib/*.jar; do
        put 644 "$library" "$3/lib/$(basename "$library")"
    done
}

build_client() {
    begin client
    local dist=$top/hook/dist unit page
    jars hook hotsplice.jar /usr/share/hotsplice
    put 755 "$dist/bin/hotsplice" /usr/bin/hotsplice
    put 755 "$dist/bin/share-classes" /usr/lib/hotsplice/share-classes
    put 755 "$here/client/apt-pre-install" /usr/lib/hotsplice/apt-pre-install
    # Unpacked here, since a machine whose /tmp is full or read-only could not do it.
    (cd "$work" && unzip -q -o "$root/usr/share/hotsplice/lib"/jna-*.jar 'com/sun/jna/linux-x86-64/*')
    put 644 "$work/com/sun/jna/linux-x86-64/libjnidispatch.so" /usr/lib/hotsplice/libjnidispatch.so
    strip --strip-unneeded --remove-section=.comment --remove-section=.note "$root/usr/lib/hotsplice/libjnidispatch.so"
    for unit in "$dist"/systemd/*; do
        put 644 "$unit" "/lib/systemd/system/$(basename "$unit")"
    done
    put 644 "$here/client/60hotsplice" /etc/apt/apt.conf.d/60hotsplice
    put 644 "$dist/conf/hotsplice.conf" /etc/hotsplice/hotsplice.conf
    put 644 "$here/client/needrestart.conf" /etc/needrestart/conf.d/hotsplice.conf
    put 644 "$dist/conf/trusted.README" /etc/hotsplice/trusted.d/README
    for page in "$dist"/man/*; do
        manpage "$page"
    done
    mkdir -p "$root/usr/share/bash-completion/completions"
    java -jar "$top/hook/target/hotsplice.jar" generate-completion | sed 1d \
        > "$root/usr/share/bash-completion/completions/hotsplice"
    put 644 "$here/client/lintian-overrides" /usr/share/lintian/overrides/hotsplice
    documents hotsplice
    pack hotsplice client
}

build_tools() {
    begin tools
    local command module
    for command in create:engine sign:signer; do
        module=${command#*:} command=hotsplice-${command%:*}
        jars "$module" "$command.jar" "/usr/share/hotsplice-tools/$module"
        mkdir -p "$root/usr/bin"
        sed -e "s|@JAR@|/usr/share/hotsplice-tools/$module/$command.jar|" "$here/tools/launcher" \
            > "$root/usr/bin/$command"
        chmod 755 "$root/usr/bin/$command"
    done
    local header
    for header in hotsplice/update.h uapi/hotsplice.h; do
        put 644 "$top/kmod/include/$header" "/usr/share/hotsplice-tools/include/$header"
    done
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
    make -C "$work/kmod-source" KDIR="$kdir" > "$log" 2>&1 || { cat "$log" >&2 && exit 1; }
    put 644 "$work/kmod-source/hotsplice.ko" "/lib/modules/$release/updates/hotsplice/hotsplice.ko"
    # Debugging information would be most of it; --strip-all would take what the loader needs.
    strip --strip-debug "$root/lib/modules/$release/updates/hotsplice/hotsplice.ko"
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
