/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The requests for a reboot that all packages of Debian and its derivatives share: {@code /run/reboot-required}, which
 * people and programs look at, and beside it the names of the packages that asked. Ours comes and goes with its reason.
 * Those of kernels are set aside while the running kernel is covered, and put back when it no longer is.
 */
public final class RebootRequests {
    /** What asks for a reboot because a newer kernel was installed; linux-base does so in Ubuntu. */
    private static final Pattern KERNELS = Pattern.compile("linux-image-.+|linux-base");

    private final Places places;

    public RebootRequests(Places places) {
        this.places = places;
    }

    /**
     * Brings the requests in line. Killed anywhere, it loses no request of another package.
     *
     * @param own the package that this client asks for
     * @param needed whether it asks
     * @param covered whether a newer kernel is no reason for a reboot
     */
    public void settle(String own, boolean needed, boolean covered) throws IOException {
        Path packages = places.rebootRequiredPackages();
        Path aside = places.rebootRequestsAside();
        Set<String> before = read(packages);
        Set<String> asking = new LinkedHashSet<>(before);
        Set<String> kept = read(aside);
        if (covered) {
            before.stream().filter(name -> KERNELS.matcher(name).matches()).forEach(kept::add);
            write(aside, kept);
            asking.removeAll(kept);
        } else {
            asking.addAll(kept);
        }
        asking.remove(own);
        if (needed) {
            asking.add(own);
        }
        if (!asking.equals(before)) {
            tell(asking);
        }
        if (!covered) {
            Files.deleteIfExists(aside);
        }
    }

    private void tell(Set<String> asking) throws IOException {
        if (asking.isEmpty()) {
            Files.deleteIfExists(places.rebootRequired());
            Files.deleteIfExists(places.rebootRequiredPackages());
            return;
        }
        write(places.rebootRequiredPackages(), asking);
        if (!Files.exists(places.rebootRequired())) {
            Files.writeString(places.rebootRequired(), "*** System restart required ***\n");
        }
    }

    private static Set<String> read(Path file) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    names.add(line.strip());
                }
            }
        }
        return names;
    }

    private static void write(Path file, Set<String> names) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        Path whole = file.resolveSibling(file.getFileName() + ".hotsplice");
        Files.write(whole, List.copyOf(names));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
