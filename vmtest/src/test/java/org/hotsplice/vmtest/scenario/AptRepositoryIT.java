/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Debian's apt on a running machine against repositories that hotsplice-sign published, sound and not. */
@SuppressWarnings("NullAway.Init")
@Tag("wide")
class AptRepositoryIT {
    private static Goods goods;
    private static Customer customer;
    private static String name;

    @BeforeAll
    static void prepare() throws Exception {
        goods = Goods.obtain();
        name = goods.packageName();
        customer = Customer.of(goods.shop().machine("apt-repository").vm(), goods);
        customer.vm()
                .mustRun(
                        "sed -i 's|^URIs: .*|URIs: http://127.0.0.1:8000/apt|' /etc/apt/sources.list.d/hotsplice.sources");
    }

    @AfterAll
    static void end() throws Exception {
        if (customer != null) {
            customer.vm().close();
        }
    }

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        customer.vm().run("apt-get -q -y purge " + name + "; rm -rf /var/lib/apt/lists/* /var/lib/hotsplice/sequences");
        assertEquals(List.of(), customer.states());
        assertEquals(List.of(), customer.vm().kernelLog().problems());
        assertEquals("", customer.vm().run("dpkg --audit").output());
    }

    /** apt tells by its status alone that lists were not refreshed where it is asked to. */
    private static CommandResult update() throws Exception {
        return apt("update -o APT::Update::Error-Mode=any");
    }

    private static CommandResult apt(String words) throws Exception {
        return customer.vm().run("apt-get -q -y " + words);
    }

    private static void succeeds(CommandResult result) {
        assertTrue(result.ok(), result::output);
    }

    private static void assertRefused(CommandResult result, String word) throws Exception {
        assertNotEquals(0, result.status(), result::output);
        assertTrue(result.output().contains(word), result::output);
        assertEquals(
                "",
                customer.vm().run("dpkg -l " + name + " 2>/dev/null | grep ^i").output());
        assertEquals(List.of(), customer.states());
    }

    @Test
    void publishedPackages_areInstalledUpgradedNotRolledBackAndRemoved() throws Exception {
        String before = customer.text();
        String first = goods.fix().id() + " applied";
        customer.mirrorHas(Goods.FIRST);
        succeeds(update());
        succeeds(apt("install " + name));
        assertEquals(List.of(first), customer.states());
        assertNotEquals(before, customer.text());

        List<String> both = List.of(first, SleepUpdate.ID + " applied");
        customer.mirrorHas(Goods.SECOND);
        succeeds(update());
        // The program that people use, which is another one than apt-get.
        succeeds(customer.vm().run("apt -y upgrade"));
        assertEquals(both, customer.states());

        // A mirror that goes back in time: apt keeps the newer lists that it has.
        customer.mirrorHas(Goods.FIRST);
        apt("update");
        String policy = customer.vm().mustRun("apt-cache policy " + name);
        assertTrue(policy.contains("Candidate: 2"), policy);
        // Root may put the older package there all the same; it changes nothing in the kernel.
        CommandResult downgrade = apt("install --allow-downgrades " + name + "=1");
        succeeds(downgrade);
        assertEquals(both, customer.states());
        String list = customer.vm().run("hotsplice list").output();
        assertTrue(list.contains("ROLLED_BACK"), list);

        customer.mirrorHas(Goods.SECOND);
        succeeds(apt("upgrade"));
        assertEquals(both, customer.states());
        succeeds(apt("remove " + name));
        assertEquals(List.of(), customer.states());
        assertEquals(before, customer.text());
        // Nor does an older package count after the newer one was taken away.
        succeeds(apt("install " + name + "=1"));
        assertEquals(List.of(), customer.states());
    }

    @Test
    void tamperedPackage_isRefused() throws Exception {
        customer.mirrorHas(Goods.BAD_PACKAGE);
        succeeds(update());
        assertRefused(apt("install " + name), "Hash Sum mismatch");
    }

    @Test
    void tamperedIndex_isRefused() throws Exception {
        customer.mirrorHas(Goods.BAD_INDEX);
        assertRefused(update(), "BADSIG");
        assertRefused(apt("install " + name), "Unable to locate package");
    }

    @Test
    void repositoryOfAStranger_isRefused() throws Exception {
        customer.mirrorHas(Goods.STRANGER);
        assertRefused(update(), "NO_PUBKEY");
        assertRefused(apt("install " + name), "Unable to locate package");
    }

    @Test
    void updateOfAStrangerInATrustedRepository_isRefusedBeforeUnpacking() throws Exception {
        customer.mirrorHas(Goods.FORGED);
        succeeds(update());
        assertRefused(apt("install " + name), "UNKNOWN_KEY");
    }

    @Test
    void repositoryThatIsNoLongerRefreshed_isRefused() throws Exception {
        customer.mirrorHas(Goods.FIRST);
        assertRefused(customer.muchLater("apt-get -q update -o APT::Update::Error-Mode=any"), "is expired");
    }
}
