# SPDX-License-Identifier: Apache-2.0
# Shared by ./demo, ./check and ./evaluate (bash): numbered steps with their
# times, prerequisites, the build. The caller sets "here" to the checkout.

logs=$here/target/logs
mkdir -p "$logs"
step_number=0
step_name=
step_start=0
started=$SECONDS
skipped_notes=()

# step TEXT: ends the step before and begins the next.
step() {
    step_end
    step_number=$((step_number + 1))
    step_name=$1
    step_start=$SECONDS
    printf '\n== %d. %s\n' "$step_number" "$1"
}

step_end() {
    [ -z "$step_name" ] || printf '   done in %d s\n' $((SECONDS - step_start))
    step_name=
}

# skip_note TEXT: something optional that could not be had; repeated at the end.
skip_note() {
    printf '   SKIPPED: %s\n' "$1"
    skipped_notes+=("$1")
}

# logged NAME COMMAND...: runs it with its output in a file, shows the end of it on failure.
logged() {
    local log=$logs/$1.log
    shift
    if "$@" >"$log" 2>&1 </dev/null; then
        return 0
    fi
    printf '   failed: %s\n   the end of %s:\n' "$*" "$log"
    tail -n 30 "$log"
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo -E "$@"
    else
        printf 'this needs root for: %s\nrun it as root or install sudo\n' "$*" >&2
        return 1
    fi
}

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing() {
    local name
    for name in "$@"; do
        installed "$name" || printf '%s ' "$name"
    done
}

needed="openjdk-17-jdk-headless maven git openssl gcc gcc-12 libc6-dev make bc bison flex patch diffutils libelf-dev libssl-dev
    dwarves kmod cpio xz-utils zstd lz4 rsync python3-minimal binutils qemu-system-x86 qemu-utils mmdebstrap
    busybox-static e2fsprogs dpkg-dev apt-utils gnupg gpgv debian-archive-keyring ca-certificates"
# Oracles of some tests; these tests say that they are skipped where one is not to be had.
wanted="lintian rpm createrepo-c dnf rpmlint man-db sparse softhsm2 gnupg-pkcs11-scd opensc tidy python3-prometheus-client linux-kbuild-6.1 chromium"

install_prerequisites() {
    command -v apt-get >/dev/null || { echo "this needs Debian 12 or a system with its apt-get" >&2; return 1; }
    export DEBIAN_FRONTEND=noninteractive
    local absent name
    absent=$(missing $needed $wanted)
    if [ -n "$absent" ] || ! apt-cache show linux-source-6.1 >/dev/null 2>&1; then
        printf '   refreshing the package lists\n'
        logged apt-update as_root apt-get -q update || printf '   going on with the lists as they are\n'
    fi
    absent=$(missing $needed)
    if [ -n "$absent" ]; then
        printf '   installing %s\n' "$absent"
        logged apt-install as_root apt-get -q -y --no-install-recommends install $absent || return 1
    fi
    for name in $(missing $wanted); do
        printf '   installing %s\n' "$name"
        logged "apt-install-$name" as_root apt-get -q -y --no-install-recommends install "$name" ||
            skip_note "package $name cannot be installed; tests that need it are skipped"
    done
    # Not every host's default is 17 or newer.
    if [ -d /usr/lib/jvm/java-17-openjdk-amd64 ]; then
        export JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64
    fi
}

# The root image needs mounts and ownership, so it is made as root.
require_root() {
    if [ "$(id -u)" != 0 ]; then
        printf 'building the guest needs root; going on through sudo\n'
        exec sudo -E "$0" "$@"
    fi
}
