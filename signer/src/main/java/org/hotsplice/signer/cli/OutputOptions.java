/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.signer.bundle.PackageOptions;
import org.hotsplice.signer.deb.Compression;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.AtomicFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which kinds of packages are made, and where they go. */
final class OutputOptions {
    @Option(names = "--deb", description = "make a .deb")
    private boolean deb;

    @Option(names = "--rpm", description = "make an .rpm; its header is signed, so it needs a key")
    private boolean rpm;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "folder for the packages")
    private Path folder;

    @Option(
            names = "--maintainer",
            paramLabel = "NAME",
            defaultValue = "Hotsplice updates <updates@hotsplice.org>",
            description = "who publishes it (default: ${DEFAULT-VALUE})")
    private String maintainer;

    @Option(
            names = "--compression",
            defaultValue = "XZ",
            description = "XZ, or ZSTD for an .rpm alone (default: ${DEFAULT-VALUE})")
    private Compression compression;

    /** Refuses options that say nothing, or nothing valid. */
    void require(CommandSpec spec) {
        if (!deb && !rpm) {
            throw new ParameterException(spec.commandLine(), "say which package to make: --deb, --rpm or both");
        }
        if (deb && compression == Compression.ZSTD) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--compression ZSTD is for an .rpm alone: Debian 12's lintian takes such a .deb"
                            + " for malformed");
        }
        try {
            PackageOptions.requireMaintainer(maintainer);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    boolean deb() {
        return deb;
    }

    boolean rpm() {
        return rpm;
    }

    String maintainer() {
        return maintainer;
    }

    Compression compression() {
        return compression;
    }

    /**
     * Writes all files, or none where one of them is there with other content.
     *
     * @param files by name
     * @return their paths
     */
    List<Path> write(Map<String, byte[]> files) throws IOException, RefusedException {
        for (Map.Entry<String, byte[]> entry : files.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), entry.getValue())) {
                throw new RefusedException(Issue.of(SignerIssue.OUTPUT_EXISTS, file.toString()));
            }
        }
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : files.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            AtomicFile.write(file, entry.getValue());
            written.add(file);
        }
        return written;
    }
}
