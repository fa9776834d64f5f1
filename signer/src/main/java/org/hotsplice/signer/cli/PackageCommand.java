/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotsplice.signer.AtomicFile;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.signer.bundle.PackageOptions;
import org.hotsplice.signer.bundle.SignedBundle;
import org.hotsplice.signer.bundle.UpdateSet;
import org.hotsplice.signer.deb.Compression;
import org.hotsplice.signer.deb.DebUpdatePackage;
import org.hotsplice.signer.deb.DebVersion;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Packs bundles. */
@Command(
        name = "package",
        description = {
            "Makes the package hotsplice-updates-RELEASE of all updates of one kernel.",
            "Packages are cumulative: give every update that shall stay in force, each time."
        },
        footer = {
            "%nExamples:%n",
            "  hotsplice-sign package --deb --output packages out/cve-2026-52928",
            "  hotsplice-sign package --deb --package-version 3 --unfixed CVE-2026-1000 --output packages out/*"
        })
final class PackageCommand extends Subcommand {
    @Option(names = "--deb", description = "make a .deb")
    private boolean deb;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "folder for the packages")
    private Path output;

    @Option(
            names = "--package-version",
            paramLabel = "VERSION",
            description = "version of the package (default: the highest sequence number)")
    private @Nullable String version;

    @Option(
            names = "--maintainer",
            paramLabel = "NAME",
            defaultValue = "Hotsplice updates <updates@hotsplice.org>",
            description = "who publishes it (default: ${DEFAULT-VALUE})")
    private String maintainer;

    @Option(
            names = "--unfixed",
            paramLabel = "CVE",
            split = ",",
            description = "a CVE of this kernel that is known and not fixed; may be given several times")
    private List<String> unfixed = new ArrayList<>();

    @Option(names = "--compression", defaultValue = "XZ", description = "XZ or ZSTD (default: ${DEFAULT-VALUE})")
    private Compression compression;

    @Option(
            names = "--revocations",
            paramLabel = "FILE",
            description = "signed revocation list to ship, made by the command revoke")
    private @Nullable Path revocations;

    @Parameters(arity = "1..*", paramLabel = "BUNDLE", description = "folders of signed updates")
    private List<Path> folders = new ArrayList<>();

    @Override
    Result run() throws IOException, RefusedException {
        if (!deb) {
            throw new ParameterException(spec().commandLine(), "say which package to make: --deb");
        }
        List<SignedBundle> bundles = new ArrayList<>();
        for (Path folder : folders) {
            bundles.add(SignedBundle.read(folder));
        }
        UpdateSet set = UpdateSet.of(bundles);
        DebVersion chosen =
                DebVersion.of(version == null ? Long.toString(set.sequence()) : version, "--package-version");
        // Without SOURCE_DATE_EPOCH the package's time is that of the newest signature: it too does not depend on now.
        Instant time = System.getenv("SOURCE_DATE_EPOCH") == null ? set.newest() : clock().instant();
        DebUpdatePackage made = new DebUpdatePackage(set, chosen, options(), time);
        Path file = output.resolve(made.fileName());
        write(file, made.write(compression));
        Result result = new Result().line("made " + file);
        set.manifests().forEach(manifest -> result.line("  " + manifest.id() + ": " + manifest.description()));
        return result.field("packages", List.of(file.toString()))
                .field("name", made.name())
                .field("version", chosen.value())
                .field("release", set.kernel().release())
                .field("cves", set.cves());
    }

    private PackageOptions options() throws IOException {
        try {
            return new PackageOptions(maintainer, unfixed, list());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<PackageOptions.SignedList> list() throws IOException {
        if (revocations == null) {
            return Optional.empty();
        }
        Path signatures = revocations.resolveSibling(revocations.getFileName() + ".sig");
        return Optional.of(
                new PackageOptions.SignedList(Files.readAllBytes(revocations), Files.readAllBytes(signatures)));
    }

    private static void write(Path file, byte[] bytes) throws IOException, RefusedException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file) && !java.util.Arrays.equals(Files.readAllBytes(file), bytes)) {
            throw new RefusedException(Issue.of(SignerIssue.OUTPUT_EXISTS, file.toString()));
        }
        AtomicFile.write(file, bytes);
    }
}
