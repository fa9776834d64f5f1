/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hotsplice.signer.bundle.ExtractedPackage;
import org.hotsplice.signer.deb.DebReader;
import org.hotsplice.signer.rpm.RpmReader;
import org.hotsplice.update.RefusedException;

/**
 * Bundles from arguments that are folders or packages; packages are unpacked into a folder that is removed at the end.
 */
final class WorkFolder implements AutoCloseable {
    private final List<Path> made = new ArrayList<>();

    /** {@return the bundles that an argument names} */
    List<Path> bundles(Path argument) throws IOException, RefusedException {
        if (!Files.isRegularFile(argument)) {
            return List.of(argument);
        }
        return unpack(argument).bundles();
    }

    /** {@return a package's files} */
    ExtractedPackage unpack(Path file) throws IOException, RefusedException {
        Path folder = Files.createTempDirectory("hotsplice-sign-");
        made.add(folder);
        return RpmReader.looksLikeRpm(file) ? RpmReader.extract(file, folder) : DebReader.extract(file, folder);
    }

    @Override
    public void close() throws IOException {
        for (Path folder : made) {
            try (Stream<Path> entries = Files.walk(folder)) {
                for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(entry);
                }
            }
        }
    }
}
