/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Debian's dnf 4 and rpm on a running machine, with the client from its own .rpm, against repositories that
 * hotsplice-sign published, sound and not.
 */
@SuppressWarnings("NullAway.Init")
@Tag("wide")
class DnfRepositoryIT {
    private static final String KERNEL = "/root/system/kernel-core-*.rpm";
    private static final String OTHER = "hotsplice-updates-" + Goods.OTHER_RELEASE;

    private static Goods goods;
    private static Customer customer;
    private static String name;

    @BeforeAll
    static void prepare() throws Exception {
        goods = Goods.obtain();
        name = goods.packageName();
        customer = Customer.of(RpmMachine.start("dnf-repository", goods.shop()), goods);
    }

    @AfterAll
    static void end() throws Exception {
        if (customer != null) {
            customer.vm().close();
        }
    }

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        customer.vm().run("rpm -e " + name + "; rpm -e kernel; rm -rf /var/lib/hotsplice/sequences /var/cache/dnf");
        assertEquals(List.of(), customer.states());
        assertEquals(List.of(), customer.vm().kernelLog().problems());
    }

    private static CommandResult dnf(String words) throws Exception {
        return customer.vm().run("dnf -y " + words);
    }

    private static String succeeds(CommandResult result) {
        assertTrue(result.ok(), result::output);
        return result.output();
    }

    private static void assertRefused(CommandResult result, String word) throws Exception {
        assertNotEquals(0, result.status(), result::output);
        assertTrue(result.output().contains(word), result::output);
        assertFalse(customer.vm().run("rpm -q " + name).ok(), result::output);
        assertEquals(List.of(), customer.states());
    }

    @Test
    void publishedPackages_areInstalledUpgradedNotRolledBackAndRemoved() throws Exception {
        String before = customer.text();
        String first = goods.fix().id() + " applied";
        customer.mirrorHas(Goods.FIRST);
        succeeds(dnf("install " + name));
        assertEquals(List.of(first), customer.states());
        assertNotEquals(before, customer.text());
        String status = succeeds(dnf("-q hotsplice status"));
        assertTrue(status.contains(goods.fix().id()), status);
        succeeds(customer.vm().run("rpm -i /root/system/kernel-[0-9]*.rpm"));
        assertLeftOpen(true);

        List<String> both = List.of(first, SleepUpdate.ID + " applied");
        customer.mirrorHas(Goods.SECOND);
        String advisories = succeeds(dnf("updateinfo list --with-cve --all"));
        assertTrue(advisories.contains(goods.fix().cve()), advisories);
        succeeds(dnf("upgrade"));
        assertEquals(both, customer.states());
        assertLeftOpen(false);

        // A mirror that goes back in time takes nothing away, and a package that root puts there changes nothing.
        customer.mirrorHas(Goods.FIRST);
        succeeds(dnf("upgrade"));
        assertEquals(name + "-2-1", customer.vm().mustRun("rpm -q --qf '%{NVR}' " + name));
        succeeds(dnf("downgrade " + name));
        assertEquals(name + "-1-1", customer.vm().mustRun("rpm -q --qf '%{NVR}' " + name));
        assertEquals(both, customer.states());
        String list = customer.vm().run("hotsplice list").output();
        assertTrue(list.contains("ROLLED_BACK"), list);

        // The same without dnf.
        customer.vm().push("/root", goods.file("2", ".rpm"));
        succeeds(customer.vm().run("rpm -U /root/" + name + "-2-1.x86_64.rpm"));
        assertEquals(both, customer.states());
        succeeds(customer.vm().run("rpm -e " + name));
        assertEquals(List.of(), customer.states());
        assertEquals(before, customer.text());
    }

    @Test
    void clientThatIsInstalledAgain_keepsWhatIsInForce_andTakesItAlongWhenItGoes() throws Exception {
        String client = "/root/client/hotsplice-[0-9]*.rpm";
        String before = customer.text();
        customer.mirrorHas(Goods.FIRST);
        succeeds(dnf("install " + name));
        List<String> first = List.of(goods.fix().id() + " applied");
        assertEquals(first, customer.states());
        String history = customer.vm().mustRun("hotsplice history");
        succeeds(customer.vm().run("rpm -U --force " + client));
        assertEquals(first, customer.states());
        assertEquals(history, customer.vm().mustRun("hotsplice history"), "it was reversed and applied again");
        try {
            succeeds(customer.vm().run("rpm -e hotsplice " + name));
            assertEquals(List.of(), customer.states());
            assertEquals(before, customer.text());
            assertEquals(
                    "",
                    customer.vm()
                            .run("ls -d /var/lib/hotsplice /run/hotsplice /usr/lib/hotsplice 2>/dev/null")
                            .output());
        } finally {
            succeeds(customer.vm().run("rpm -U --force " + client));
        }
    }

    /** What the package in rpm's database names as not fixed is told to scanners and asks for a reboot. */
    private static void assertLeftOpen(boolean open) throws Exception {
        String vex = customer.vm().mustRun("cat /var/lib/hotsplice/vex.json");
        assertEquals(open, vex.contains(Goods.OPEN_CVE), vex);
        assertEquals(open, customer.vm().run("test -e /run/reboot-required").ok());
        CommandResult hint = dnf("needs-restarting --reboothint");
        assertEquals(open ? 1 : 0, hint.status(), hint::output);
        assertEquals(open, hint.output().contains("* kernel"), hint::output);
    }

    /** The plugin sees to it where dnf installs no weak dependencies, and they do where it has no plugins. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--setopt=install_weak_deps=0", "--disableplugin=hotsplice"})
    void newKernel_comesWithItsUpdates(String options) throws Exception {
        customer.mirrorHas(Goods.FIRST);
        succeeds(dnf(options + " install " + KERNEL));
        succeeds(customer.vm().run("rpm -q " + OTHER));
        String list = customer.vm().run("hotsplice list --all").output();
        assertTrue(list.contains(Goods.OTHER_RELEASE), list);
        succeeds(customer.vm().run("rpm -e kernel-core " + OTHER));
    }

    @Test
    void newKernel_comesWithoutUpdatesWhereTheConfigurationSaysSo() throws Exception {
        customer.mirrorHas(Goods.FIRST);
        String setting = "add_updates_for_new_kernels = ";
        String file = "/etc/dnf/plugins/hotsplice.conf";
        customer.vm().mustRun("sed -i 's/^" + setting + "1/" + setting + "0/' " + file);
        try {
            succeeds(dnf("install " + KERNEL));
            assertFalse(customer.vm().run("rpm -q " + OTHER).ok());
        } finally {
            customer.vm().mustRun("sed -i 's/^" + setting + "0/" + setting + "1/' " + file);
            succeeds(customer.vm().run("rpm -e kernel-core"));
        }
    }

    @Test
    void tamperedPackage_isRefused() throws Exception {
        customer.mirrorHas(Goods.BAD_PACKAGE);
        assertRefused(dnf("install " + name), "checksum");
    }

    @Test
    void tamperedIndex_isRefused() throws Exception {
        customer.mirrorHas(Goods.BAD_INDEX);
        assertRefused(dnf("install " + name), "GPG");
    }

    @Test
    void repositoryOfAStranger_isRefused() throws Exception {
        customer.mirrorHas(Goods.STRANGER);
        assertRefused(dnf("install " + name), "GPG");
    }

    @Test
    void updateOfAStrangerInATrustedRepository_isRefusedByThePluginAndByTheClient() throws Exception {
        customer.mirrorHas(Goods.FORGED);
        assertRefused(dnf("install " + name), "UNKNOWN_KEY");
        // rpm alone asks no plugin; the client verifies again before it applies.
        customer.vm().push("/root", goods.file("9", ".rpm"));
        succeeds(customer.vm().run("rpm -U /root/" + name + "-9-1.x86_64.rpm"));
        assertEquals(List.of(), customer.states());
        String list = customer.vm().run("hotsplice list").output();
        assertTrue(list.contains("UNKNOWN_KEY: "), list);
    }

    @Test
    void updateOfAStrangerInThePlaceOfAGoodOne_changesNothingUntilTheKeyIsTakenAway() throws Exception {
        customer.mirrorHas(Goods.SECOND);
        succeeds(dnf("install " + name));
        List<String> both = customer.states();
        assertEquals(2, both.size(), both::toString);
        // Not even rpm's own check stops it: the package is signed with the trusted key.
        customer.vm().push("/root", goods.file("9", ".rpm"));
        succeeds(customer.vm().run("rpm -U /root/" + name + "-9-1.x86_64.rpm"));
        assertEquals(both, customer.states());
        String list = customer.vm().run("hotsplice list").output();
        assertTrue(list.contains("UNKNOWN_KEY: "), list);
        assertTrue(list.contains("KEPT: "), list);
        String key = "/etc/hotsplice/trusted.d/"
                + goods.shop().publisher().publicKey().getFileName();
        customer.vm().mustRun("mv " + key + " /root/taken.asc");
        try {
            customer.vm().run("hotsplice reconcile");
            assertEquals(List.of(), customer.states());
        } finally {
            customer.vm().mustRun("mv /root/taken.asc " + key);
        }
    }

    /** dnf's metadata has no end, so the updates themselves have one. */
    @Test
    void updateWhoseTimeIsOver_isRefused() throws Exception {
        customer.mirrorHas(Goods.FIRST);
        assertRefused(customer.muchLater("dnf -y install " + name), "EXPIRED");
    }
}
