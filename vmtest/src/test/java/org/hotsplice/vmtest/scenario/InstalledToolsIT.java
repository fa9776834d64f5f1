/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotsplice.vmtest.BuildRoot;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Rig;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.demo.Fix;
import org.hotsplice.vmtest.demo.Workshop;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The packages hotsplice and hotsplice-tools on a Debian that has nothing else but what they depend on: no checkout, no
 * Maven, and none of what they recommend.
 */
@Tag("thorough")
@SuppressWarnings("NullAway.Init")
class InstalledToolsIT {
    /** The user nobody, with a home of its own: nothing that a publisher does needs root. */
    private static final String UNPRIVILEGED =
            "setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/srv/home sh -e";

    private static Workshop workshop;
    private static Path folder;

    @BeforeAll
    static void openWorkshop() throws Exception {
        Rig rig = Rig.obtain(Path.of("target", "vm"), System.out::println);
        folder = Files.createDirectories(Path.of("target", "installed-tools").toAbsolutePath());
        workshop = new Workshop(Checkout.root().toAbsolutePath(), folder, rig.kernel());
    }

    /**
     * A root with what a package depends on, of alternatives the first, and its file.
     *
     * @param base from the cache
     * @param changes what is installed over it
     */
    private record Installation(BuildRoot base, Path changes) {
        static Installation of(Path file) throws IOException, InterruptedException {
            List<String> needed = new ArrayList<>();
            String depends =
                    Command.of("dpkg-deb", "-f", file.toString(), "Depends").mustRun();
            for (String alternatives : depends.trim().split(" *, *", -1)) {
                needed.add(alternatives.replaceFirst("[ |(].*", ""));
            }
            Path changes = folder.resolve("over-" + file.getFileName());
            Trees.delete(changes);
            Installation made = new Installation(BuildRoot.with(needed, System.out::println), changes);
            made.bring(file);
            return made;
        }

        /** Copies a file or folder into /srv. */
        void bring(Path file) throws IOException, InterruptedException {
            Path to = Files.createDirectories(changes.resolve("upper/srv"));
            Command.of("cp", "-r", "--", file.toString(), to.toString()).mustRun();
        }

        String mustRun(String script) throws IOException, InterruptedException {
            CommandResult result = base.runOver(changes, "set -e; cd /srv\n" + script);
            assertTrue(result.ok(), () -> script + "\n" + result.output());
            return result.output();
        }

        /** {@return what the root has, apart from what dpkg and apt write for themselves} */
        Map<String, String> content() throws IOException, InterruptedException {
            Map<String, String> content = new TreeMap<>();
            mustRun("find / -xdev \\( -path /proc -o -path /srv -o -path /root -o -path /tmp -o -path /var/log"
                            + " -o -path /var/cache -o -path /var/lib/dpkg -o -path /var/lib/apt \\) -prune"
                            + " -o -printf '%p %M %l\\n'")
                    .lines()
                    .forEach(line -> content.put(line.substring(0, line.indexOf(' ')), line));
            return content;
        }
    }

    private static void installRunAndPurge(Installation root, String name, String script) throws Exception {
        Map<String, String> before = root.content();
        root.mustRun("apt-get -q -y --no-install-recommends install ./" + name + "_*.deb");
        root.mustRun(script);
        root.mustRun("apt-get -q -y purge " + name);
        assertEquals("", root.mustRun("dpkg --audit"));
        assertEquals(before, root.content());
    }

    @Test
    void publishersCommands_runWithWhatThePackageDependsOn_andPurgeLeavesNothing() throws Exception {
        Trees.delete(workshop.bundles());
        Fix fix = Fix.make(workshop.kernel(), folder);
        CommandResult created = workshop.create(fix.patch(), fix.id(), "--cve", fix.cve());
        assertTrue(created.ok(), created::output);
        Installation root = Installation.of(workshop.toolsPackage());
        root.bring(workshop.bundle(fix.id()));
        installRunAndPurge(
                root,
                "hotsplice-tools",
                """
                mkdir home work
                chown 65534:65534 home work
                cp -r ID work
                chown -R 65534:65534 work/ID
                cd work
                UNPRIVILEGED <<'EOF'
                hotsplice-create --help | grep -- --patch
                hotsplice-create --version
                hotsplice-sign keygen --output keys
                hotsplice-sign sign --key keys --sequence 1 ID
                hotsplice-sign package --deb --rpm --key keys --output out ID
                hotsplice-sign meta --deb --output out RELEASE
                hotsplice-sign publish --apt www/apt --dnf www/dnf --key keys out/*.deb out/*.rpm
                hotsplice-sign verify --trusted keys ID out/hotsplice-updates-*.deb out/*.rpm
                dpkg-deb -I out/hotsplice-updates-RELEASE_*.deb
                dpkg-deb -I out/hotsplice-latest-amd64_*.deb
                test -s out/hotsplice-updates-RELEASE-*.rpm
                test -s www/apt/dists/stable/InRelease
                test -s www/dnf/repodata/repomd.xml.asc
                EOF
                """
                        .replace("UNPRIVILEGED", UNPRIVILEGED)
                        .replace("ID", fix.id())
                        .replace("RELEASE", workshop.kernel().release()));
    }

    /** In a root without a running kernel the client has nothing to do, and says so. */
    @Test
    void client_runsWithWhatThePackageDependsOn_andPurgeLeavesNothing() throws Exception {
        installRunAndPurge(
                Installation.of(workshop.clientPackage()),
                "hotsplice",
                """
                hotsplice --help | grep reconcile
                hotsplice --version
                hotsplice reconcile
                test -f /etc/hotsplice/hotsplice.conf
                """);
    }
}
