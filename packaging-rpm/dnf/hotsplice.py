# SPDX-License-Identifier: Apache-2.0
"""Plugin of dnf 4: verifies packages of kernel updates before the transaction, and adds the package of updates for
each newly installed kernel, also where dnf installs no weak dependencies; "dnf needs-restarting" learns which kernel
needs no reboot. Packages that bypass dnf are verified all the same when they are applied."""

import logging
import os
import re
import subprocess
import sys

import dnf
import dnf.cli
import dnf.exceptions
import dnf.selector
import dnf.transaction

CLIENT = "/usr/bin/hotsplice"
PREFIX = "hotsplice-updates-"
KERNELS = ("kernel-core", "kernel-uek-core", "kernel-rt-core", "kernel")
NOT_TRUSTED = 5
COVERED = "/run/hotsplice/covered"

logger = logging.getLogger("dnf.plugin")


def updates_name(kernel):
    """The package of updates for an installed kernel; the release of a kernel is its version-release.arch."""
    return PREFIX + "{}-{}.{}".format(kernel.version, kernel.release, kernel.arch).replace("~", "-")


def is_covered():
    """Whether updates in force cover every known flaw of the running kernel, see REBOOT HINTS in hotsplice(8)."""
    try:
        with open(COVERED, encoding="ascii") as file:
            return file.readline().strip() == os.uname().release
    except (OSError, ValueError):
        return False


def quieten_kernels():
    """Takes kernels out of what "dnf needs-restarting --reboothint" goes by, which has no other place to be told."""
    names = getattr(sys.modules.get("dnf.plugin.dynamic.needs_restarting"), "NEED_REBOOT", None)
    if isinstance(names, list) and is_covered():
        names[:] = [name for name in names if not name.startswith("kernel")]


class HotspliceCommand(dnf.cli.Command):
    aliases = ("hotsplice",)
    summary = "show how the running kernel stands, or install updates for all installed kernels"

    @staticmethod
    def set_argparser(parser):
        parser.add_argument("action", choices=["status", "install"], nargs="?", default="status")

    def configure(self):
        install = self.opts.action == "install"
        demands = self.cli.demands
        demands.root_user = install
        demands.resolving = install
        demands.sack_activation = install
        demands.available_repos = install

    def run(self):
        if self.opts.action == "status":
            self.cli.demands.success_exit_status = subprocess.call([CLIENT, "status"])
            return
        for kernel in self.base.sack.query().installed().filter(name=list(KERNELS)):
            add_updates(self.base, kernel)


def add_updates(base, kernel):
    """Adds the package of updates for a kernel to the transaction; whether there was one."""
    found = base.sack.query().available().filter(name=updates_name(kernel)).latest()
    if not found or base.sack.query().installed().filter(name=updates_name(kernel)):
        return False
    selector = dnf.selector.Selector(base.sack)
    selector.set(pkg=found)
    base.goal.install(select=selector, optional=True)
    return True


class Hotsplice(dnf.Plugin):
    name = "hotsplice"

    def __init__(self, base, cli):
        super().__init__(base, cli)
        self._adds = True
        self._resolving = False
        if cli is not None:
            cli.register_command(HotspliceCommand)

    def config(self):
        parser = self.read_config(self.base.conf)
        if parser.has_option("main", "add_updates_for_new_kernels"):
            self._adds = parser.getboolean("main", "add_updates_for_new_kernels")
        if not self._adds:
            # They are weak dependencies of kernels too.
            self.base.conf.exclude_from_weak += [PREFIX + "*"]
        quieten_kernels()

    def resolved(self):
        # To resolve again calls this again.
        if not self._adds or self._resolving or self.cli is None:
            return
        forward = [item for item in self.base.transaction if item.action in dnf.transaction.FORWARD_ACTIONS]
        wanted = {item.pkg.name for item in forward}
        added = False
        for item in forward:
            if item.pkg.name in KERNELS and updates_name(item.pkg) not in wanted:
                added = add_updates(self.base, item.pkg) or added
        if added:
            self._resolving = True
            try:
                self.base.resolve(self.cli.demands.allow_erasing)
            finally:
                self._resolving = False

    def pre_transaction(self):
        for item in self.base.transaction:
            if item.action not in dnf.transaction.FORWARD_ACTIONS or not item.pkg.name.startswith(PREFIX):
                continue
            path = item.pkg.localPkg()
            result = subprocess.run(
                [CLIENT, "pre-install", path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
            )
            if result.returncode == NOT_TRUSTED:
                text = result.stdout.decode("utf-8", "replace").strip()
                raise dnf.exceptions.Error(re.sub(r"\n(?=hotsplice: not unpacked).*", "", text, flags=re.S))
            if result.returncode != 0:
                # A client that cannot start must not hold back other packages; it verifies again when it applies.
                logger.warning("hotsplice: %s was not verified (status %d)", path, result.returncode)
