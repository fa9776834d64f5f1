/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hotsplice.vmtest.BuildRoot;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Trees;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * dnf 5 with the client's action for it. Only Debian's development suite has dnf 5, so this is in a root of that, which
 * has no kernel to look at: packages are verified and installed, and nothing is applied.
 */
@Tag("thorough")
@SuppressWarnings("NullAway.Init")
class Dnf5IT {
    /** The plugin that keeps copies of packages wants a program that Debian does not install with it. */
    private static final String DNF = "dnf5 -y --releasever=1 --disable-plugin=local";

    private static Goods goods;
    private static String name;
    private static BuildRoot root;
    private static Path changes;

    @BeforeAll
    static void prepare() throws Exception {
        goods = Goods.obtain();
        name = goods.packageName();
        try {
            root = BuildRoot.withDnf5(System.out::println);
        } catch (IOException e) {
            abort("skipped: no root with dnf 5 can be built (" + e.getMessage() + ")");
        }
        changes = goods.shop().workshop().folder().resolve("dnf5");
        Trees.delete(changes);
        Path visible = Files.createDirectories(changes.resolve("upper/srv"));
        Command.of("cp", "-a", goods.folder().toString(), visible.toString()).mustRun();
        Command.of("cp", goods.shop().publisher().publicKey().toString(), visible.toString())
                .mustRun();
        Command.of(
                        goods.shop()
                                .workshop()
                                .checkout()
                                .resolve("packaging-rpm/build")
                                .toString(),
                        "--output",
                        visible.toString(),
                        "--only",
                        "client")
                .limit(Duration.ofMinutes(5))
                .mustRun();
        RpmMachine.buildKernels(Files.createDirectories(visible.resolve("system")));
        String key = String.valueOf(goods.shop().publisher().publicKey().getFileName());
        succeeds(run(String.join(
                "\n",
                "set -e",
                "rpm --nodeps -i /srv/hotsplice-*.rpm",
                "cp /srv/" + key + " /etc/hotsplice/trusted.d/",
                "rpm --import /srv/" + key,
                "mkdir -p /etc/yum.repos.d",
                "cat >/etc/yum.repos.d/hotsplice.repo <<'EOF'",
                "[hotsplice]",
                "name=live updates",
                "baseurl=file:///srv/mirror/dnf",
                "gpgkey=file:///srv/" + key,
                "gpgcheck=1",
                "repo_gpgcheck=1",
                "metadata_expire=0",
                "EOF")));
    }

    private static CommandResult run(String script) throws Exception {
        return root.runOver(changes, script);
    }

    /** Installs the package from a mirror that has this state. */
    private static CommandResult install(String state) throws Exception {
        return dnf(state, "install " + name);
    }

    private static CommandResult dnf(String state, String words) throws Exception {
        return run("ln -sfn /srv/states/" + state + " /srv/mirror && " + DNF + " " + words + " 2>&1");
    }

    private static void assertRefused(CommandResult refused, String word) throws Exception {
        assertNotEquals(0, refused.status(), refused::output);
        assertTrue(refused.output().contains(word), refused::output);
        assertFalse(run("rpm -q " + name).ok(), refused::output);
    }

    private static String installedVersion() throws Exception {
        return run("rpm -q --qf '%{VERSION}' " + name).output();
    }

    private static void succeeds(CommandResult result) {
        assertTrue(result.ok(), result::output);
    }

    @Test
    void publishedPackage_isInstalled() throws Exception {
        CommandResult installed = install(Goods.FIRST);
        succeeds(installed);
        assertTrue(installed.output().contains("NO_KERNEL_HERE"), installed::output);
        assertTrue(run("rpm -q " + name).ok(), installed::output);
        succeeds(run(DNF + " remove " + name));
        assertFalse(run("rpm -q " + name).ok());
    }

    @Test
    void newerPackage_isListedWithItsFixesInstalledAndNotRolledBack() throws Exception {
        succeeds(install(Goods.FIRST));
        CommandResult advisories = dnf(Goods.SECOND, "advisory list --with-cve --all");
        succeeds(advisories);
        assertTrue(advisories.output().contains(goods.fix().cve()), advisories::output);
        succeeds(dnf(Goods.SECOND, "upgrade"));
        assertEquals("2", installedVersion());
        succeeds(run("hotsplice verify /usr/lib/hotsplice/updates/*/*"));
        // A mirror that goes back in time takes nothing away.
        succeeds(dnf(Goods.FIRST, "upgrade"));
        assertEquals("2", installedVersion());
        succeeds(run("rpm -e " + name));
    }

    @Test
    void newKernel_comesWithItsUpdates_unlessWeakDependenciesAreNotWanted() throws Exception {
        String kernel = " install /srv/system/kernel-core-*.rpm";
        String updates = "hotsplice-updates-" + Goods.OTHER_RELEASE;
        succeeds(dnf(Goods.FIRST, kernel));
        succeeds(run("rpm -q " + updates));
        succeeds(run("rpm -e kernel-core " + updates));
        for (String option : List.of("install_weak_deps=0", "exclude_from_weak='hotsplice-updates-*'")) {
            succeeds(dnf(Goods.FIRST, "--setopt=" + option + kernel));
            assertFalse(run("rpm -q " + updates).ok(), option);
            succeeds(run("rpm -e kernel-core"));
        }
    }

    @Test
    void tamperedPackage_isRefused() throws Exception {
        assertRefused(install(Goods.BAD_PACKAGE), "checksum");
    }

    @Test
    void tamperedIndex_isRefused() throws Exception {
        assertRefused(install(Goods.BAD_INDEX), "signature");
    }

    @Test
    void repositoryOfAStranger_isRefused() throws Exception {
        assertRefused(install(Goods.STRANGER), "signature");
    }

    @Test
    void updateOfAStranger_isRefusedBeforeTheTransaction() throws Exception {
        assertRefused(install(Goods.FORGED), "UNKNOWN_KEY");
        assertEquals(0, run("rpm -q hotsplice").status());
    }
}
