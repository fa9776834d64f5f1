/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.signer.bundle.PackageOptions;
import org.hotsplice.signer.bundle.PackageOptions.SignedFile;
import org.hotsplice.signer.bundle.SignedBundle;
import org.hotsplice.signer.bundle.UpdateSet;
import org.hotsplice.signer.deb.DebUpdatePackage;
import org.hotsplice.signer.deb.DebVersion;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.signer.rpm.RpmUpdatePackage;
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
            "  hotsplice-sign package --deb --rpm --key keys --output packages out/*/",
            "  hotsplice-sign package --deb --package-version 3 --unfixed CVE-2026-1000 --output packages out/*/"
        })
final class PackageCommand extends Subcommand {
    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Option(
            names = "--package-version",
            paramLabel = "VERSION",
            description = "version of the package (default: the highest sequence number)")
    private @Nullable String version;

    @Option(
            names = "--unfixed",
            paramLabel = "CVE",
            split = ",",
            description = "a CVE of this kernel that is known and not fixed; may be given several times")
    private List<String> unfixed = new ArrayList<>();

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
        output.require(spec());
        List<SignedBundle> bundles = new ArrayList<>();
        for (Path folder : folders) {
            progress("reading " + folder);
            bundles.add(SignedBundle.read(folder));
        }
        UpdateSet set = UpdateSet.of(bundles);
        DebVersion chosen =
                DebVersion.ofUpdates(version == null ? Long.toString(set.sequence()) : version, "--package-version");
        // Without SOURCE_DATE_EPOCH the package's time is that of the newest signature: it too does not depend on now.
        Instant time = System.getenv("SOURCE_DATE_EPOCH") == null ? set.newest() : clock().instant();
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (output.deb()) {
            DebUpdatePackage builder = new DebUpdatePackage(set, chosen, options(), time);
            progress("packing " + builder.fileName());
            files.put(builder.fileName(), builder.write(output.compression()));
        }
        if (output.rpm()) {
            SigningIdentity identity = keys.one(spec(), clock().instant());
            RpmUpdatePackage builder = new RpmUpdatePackage(set, chosen, options(), time);
            progress("packing " + builder.fileName());
            files.put(builder.fileName(), builder.write(output.compression(), identity));
        }
        List<Path> made = output.write(files);
        Result result = new Result();
        made.forEach(file -> result.line("made " + file));
        set.manifests().forEach(manifest -> result.line("  " + manifest.id() + ": " + manifest.description()));
        return result.field("packages", made.stream().map(Path::toString).toList())
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
            return new PackageOptions(output.maintainer(), unfixed, list, keysToShip);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
