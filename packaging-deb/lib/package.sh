# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What every package needs: installing files with their modes, documents, md5sums, and dpkg-deb itself.
# Uses here, top, work, output, version.

# put MODE FILE PLACE : installs one file into the package's tree; variables of the form @NAME@ are replaced.
put() {
    install -D -m "$1" "$2" "$root$3"
}

# fill FILE : replaces @VERSION@ and @RELEASE@ in place.
fill() {
    sed -i -e "s/@VERSION@/$version/g" -e "s/@RELEASE@/${release:-}/g" "$1"
}

# manpage FILE : installs a manual page where its section says.
manpage() {
    local section=${1##*.}
    mkdir -p "$root/usr/share/man/man$section"
    gzip -9n < "$1" > "$root/usr/share/man/man$section/$(basename "$1").gz"
}

# documents NAME : copyright and changelog, which every package has.
documents() {
    local folder=$root/usr/share/doc/$1
    put 644 "$here/lib/copyright" "/usr/share/doc/$1/copyright"
    {
        echo "$1 ($version) unstable; urgency=medium"
        echo
        echo "  * Built from the sources of this version; their history tells what changed."
        echo
        echo " -- Hotsplice developers <hotsplice@hotsplice.org>  $(date -u -R -d "@$SOURCE_DATE_EPOCH")"
    } | gzip -9n > "$folder/changelog.gz"
    chmod 644 "$folder/changelog.gz"
}

# pack NAME SOURCE : adds the control files of packaging-deb/SOURCE and builds NAME_VERSION_ARCH.deb.
pack() {
    local name=$1 source=$here/$2 file
    mkdir -p "$root/DEBIAN"
    for file in control triggers conffiles; do
        [ ! -e "$source/$file" ] || install -m 644 "$source/$file" "$root/DEBIAN/$file"
    done
    for file in preinst postinst prerm postrm; do
        [ ! -e "$source/$file" ] || install -m 755 "$source/$file" "$root/DEBIAN/$file"
    done
    for file in "$root"/DEBIAN/*; do
        fill "$file"
    done
    (cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' md5sum) \
        > "$root/DEBIAN/md5sums"
    chmod 644 "$root/DEBIAN/md5sums"
    local size architecture
    size=$(du -k -s --apparent-size --exclude=DEBIAN "$root" | cut -f 1)
    sed -i "/^Architecture:/a Installed-Size: $size" "$root/DEBIAN/control"
    find "$root" -type d -exec chmod 755 {} +
    find "$root" -depth -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    architecture=$(sed -n 's/^Architecture: //p' "$root/DEBIAN/control")
    file=$output/${name}_${version}_$architecture.deb
    dpkg-deb --root-owner-group -Zxz --build "$root" "$file" > /dev/null
    echo "$file"
}

# begin NAME : starts an empty tree.
begin() {
    root=$work/$1
    mkdir -p "$root"
}
