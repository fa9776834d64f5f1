/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.vmtest.CacheRoot;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Rig;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.Vm;
import org.hotsplice.vmtest.VmConfig;
import org.hotsplice.vmtest.demo.Fix;
import org.hotsplice.vmtest.demo.Machine;
import org.hotsplice.vmtest.demo.Publisher;
import org.hotsplice.vmtest.demo.Workshop;
import org.hotsplice.vmtest.project.Checkout;

/** What scenarios share: the rig, a publisher with a key that stays the same, and enrolled machines. */
final class Shop {
    private final Rig rig;
    private final Workshop workshop;
    private final Publisher publisher;
    private final List<Path> client;

    private Shop(Rig rig, Workshop workshop, Publisher publisher, List<Path> client) {
        this.rig = rig;
        this.workshop = workshop;
        this.publisher = publisher;
        this.client = List.copyOf(client);
    }

    /** {@return a shop whose files lie in target/NAME, without what an earlier run published and created} */
    static Shop open(String name) throws IOException, InterruptedException {
        Rig rig = Rig.obtain(Path.of("target", "vm"), System.out::println);
        Path folder = Path.of("target", name).toAbsolutePath();
        Files.createDirectories(folder);
        Workshop workshop = new Workshop(Checkout.root().toAbsolutePath(), folder, rig.kernel());
        Publisher publisher = new Publisher(workshop);
        for (Path left : List.of(publisher.repository(), workshop.bundles(), folder.resolve("work"))) {
            Trees.delete(left);
        }
        useTestKey(publisher);
        publisher.publish();
        return new Shop(rig, workshop, publisher, workshop.clientPackages());
    }

    /** The same key in every run, so that the saved state of enrolled machines stays good. */
    private static void useTestKey(Publisher publisher) throws IOException, InterruptedException {
        Path kept = CacheRoot.folder("test-keys");
        try (FileChannel channel = FileChannel.open(
                kept.resolveSibling("test-keys.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Several scenarios may be the first. The lock ends with the channel.
            channel.lock();
            if (!Files.exists(kept.resolve(publisher.publicKey().getFileName()))) {
                publisher.generateKeys();
                Command.of("cp", "-a", publisher.keys() + "/.", kept.toString()).mustRun();
            }
        }
        Files.createDirectories(publisher.keys());
        Command.of("cp", "-a", kept + "/.", publisher.keys().toString()).mustRun();
    }

    /** {@return a folder for the scenario's own files} */
    Path work() throws IOException {
        return Files.createDirectories(workshop.folder().resolve("work"));
    }

    /** Creates the update of a fix that the distribution shipped later; {@return the fix} */
    Fix createFix() throws IOException, InterruptedException {
        Fix fix = Fix.make(rig.kernel(), workshop.folder());
        CommandResult created = workshop.create(fix.patch(), fix.id(), "--cve", fix.cve());
        assertTrue(created.ok(), created::output);
        return fix;
    }

    Rig rig() {
        return rig;
    }

    Workshop workshop() {
        return workshop;
    }

    Publisher publisher() {
        return publisher;
    }

    /** {@return a machine with the client installed, the key trusted and the repository known} */
    Machine machine(String name) throws IOException, InterruptedException {
        VmConfig config = VmConfig.of(VmConfig.Start.SYSTEMD);
        Vm vm = rig.prepared(name, config, content(), started -> {
            started.mustRun("systemctl is-system-running --wait || systemctl --failed", Duration.ofMinutes(10));
            new Machine(started).enroll(client, publisher);
        });
        return new Machine(vm);
    }

    private List<String> content() throws IOException {
        var content = new ArrayList<String>(List.of("enrolled"));
        for (Path file : client) {
            content.add(file.getFileName() + " " + CacheRoot.digest(file));
        }
        content.add(CacheRoot.digest(publisher.publicKey()));
        return content;
    }
}
