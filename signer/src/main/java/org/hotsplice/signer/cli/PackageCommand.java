/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.signer.AtomicFile;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.signer.bundle.PackageOptions;
import org.hotsplice.signer.bundle.PackageOptions.SignedFile;
import org.hotsplice.signer.bundle.SignedBundle;
import org.hotsplice.signer.bundle.UpdateSet;
import org.hotsplice.signer.deb.Compression;
import org.hotsplice.signer.deb.DebUpdatePackage;
import org.hotsplice.signer.deb.DebVersion;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.signer.rpm.RpmUpdatePackage;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "  hotsplice-sign package --deb --rpm --key keys --output packages out/*",
            "  hotsplice-sign package --deb --package-version 3 --unfixed CVE-2026-1000 --output packages out/*"
        })
final class PackageCommand extends Subcommand {
    @Option(names = "--deb", description = "make a .deb")
    private boolean deb;

    @Option(names = "--rpm", description = "make an .rpm; its header is signed, so it needs a key")
    private boolean rpm;

    @Mixin
    private KeyOptions keys = new KeyOptions();

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

    @Option(
            names = "--successor",
            paramLabel = "FILE",
            description = "public key to ship, or its folder, that 'keygen --successor-of' made; may be given several"
                    + " times")
    private List<Path> successors = new ArrayList<>();

    @Parameters(arity = "1..*", paramLabel = "BUNDLE", description = "folders of signed updates")
    private List<Path> folders = new ArrayList<>();

    @Override
    Result run() throws IOException, RefusedException {
        if (!deb && !rpm) {
            throw new ParameterException(spec().commandLine(), "say which package to make: --deb, --rpm or both");
        }
        List<SignedBundle> bundles = new ArrayList<>();
        for (Path folder : folders) {
            bundles.add(SignedBundle.read(folder));
        }
        UpdateSet set = UpdateSet.of(bundles);
        DebVersion chosen =
                DebVersion.ofUpdates(version == null ? Long.toString(set.sequence()) : version, "--package-version");
        // Without SOURCE_DATE_EPOCH the package's time is that of the newest signature: it too does not depend on now.
        Instant time = System.getenv("SOURCE_DATE_EPOCH") == null ? set.newest() : clock().instant();
        Map<Path, byte[]> made = new LinkedHashMap<>();
        if (deb) {
            DebUpdatePackage builder = new DebUpdatePackage(set, chosen, options(), time);
            made.put(output.resolve(builder.fileName()), builder.write(compression));
        }
        if (rpm) {
            SigningIdentity identity = keys.one(spec(), clock().instant());
            RpmUpdatePackage builder = new RpmUpdatePackage(set, chosen, options(), time);
            made.put(output.resolve(builder.fileName()), builder.write(compression, identity));
        }
        write(made);
        Result result = new Result();
        made.keySet().forEach(file -> result.line("made " + file));
        set.manifests().forEach(manifest -> result.line("  " + manifest.id() + ": " + manifest.description()));
        return result.field(
                        "packages", made.keySet().stream().map(Path::toString).toList())
                .field("version", chosen.value())
                .field("release", set.kernel().release())
                .field("cves", set.cves());
    }

    private PackageOptions options() throws IOException, RefusedException {
        List<SignedFile> keysToShip = new ArrayList<>();
        for (Path file : successors) {
            keysToShip.add(SignedFile.read(Files.isDirectory(file) ? file.resolve(KeyOptions.PUBLIC) : file));
        }
        Optional<SignedFile> list = revocations == null ? Optional.empty() : Optional.of(SignedFile.read(revocations));
        try {
            return new PackageOptions(maintainer, unfixed, list, keysToShip);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void write(Map<Path, byte[]> made) throws IOException, RefusedException {
        for (Map.Entry<Path, byte[]> entry : made.entrySet()) {
            Path file = entry.getKey();
            if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), entry.getValue())) {
                throw new RefusedException(Issue.of(SignerIssue.OUTPUT_EXISTS, file.toString()));
            }
        }
        for (Map.Entry<Path, byte[]> entry : made.entrySet()) {
            Files.createDirectories(entry.getKey().toAbsolutePath().getParent());
            AtomicFile.write(entry.getKey(), entry.getValue());
        }
    }
}
