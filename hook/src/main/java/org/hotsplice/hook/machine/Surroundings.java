/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hotsplice.update.Issue;

/**
 * Says whether the kernel that runs is this system's own to change. It answers without starting a program, since it is
 * asked at every command.
 */
public final class Surroundings {
    private static final List<String> CONTAINER_MARKS =
            List.of("run/systemd/container", "run/.containerenv", ".dockerenv");

    private final Places places;

    public Surroundings(Places places) {
        this.places = places;
    }

    /** {@return why nothing is to be done here; empty on an ordinary machine} */
    public Optional<Issue> reasonToStandStill() throws IOException {
        Path root = places.root();
        if (!Files.exists(root.resolve("proc/sys/kernel/osrelease"))
                || !Files.isDirectory(root.resolve("sys/kernel"))) {
            return Optional.of(Issue.of(MachineIssue.NO_KERNEL_HERE, root.toString()));
        }
        if (isContainer()) {
            return Optional.of(Issue.of(MachineIssue.CONTAINER, root.toString()));
        }
        if (isChroot()) {
            return Optional.of(Issue.of(MachineIssue.CHROOT, root.toString()));
        }
        if (List.of(Files.readString(root.resolve("proc/cmdline")).strip().split("\\s+", -1))
                .contains("hotsplice=off")) {
            return Optional.of(Issue.of(
                    MachineIssue.SWITCHED_OFF, root.resolve("proc/cmdline").toString(), "hotsplice=off"));
        }
        if (Files.exists(places.disable())) {
            return Optional.of(
                    Issue.of(MachineIssue.SWITCHED_OFF, places.disable().toString(), "the file exists"));
        }
        return Optional.empty();
    }

    private boolean isContainer() {
        if (CONTAINER_MARKS.stream().anyMatch(mark -> Files.exists(places.root().resolve(mark)))) {
            return true;
        }
        try {
            String environment = Files.readString(places.root().resolve("proc/1/environ"), StandardCharsets.ISO_8859_1);
            return List.of(environment.split("\0", -1)).stream().anyMatch(entry -> entry.startsWith("container="));
        } catch (IOException e) {
            // Only root may read it; nothing that others may do changes the kernel.
            return false;
        }
    }

    /** As ischroot(1): the first process has another root than this one. */
    private boolean isChroot() {
        Path first = places.root().resolve("proc/1/root");
        try {
            return !Files.isSameFile(places.root(), first);
        } catch (IOException e) {
            return false;
        }
    }
}
