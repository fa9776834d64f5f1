/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotsplice.signer.bundle.MetaPackage;
import org.hotsplice.signer.deb.DebMetaPackage;
import org.hotsplice.signer.deb.DebVersion;
import org.hotsplice.signer.rpm.RpmMetaPackage;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Makes the package that follows the newest kernel. */
@Command(
        name = "meta",
        description = {
            "Makes the package hotsplice-latest-FLAVOUR, which needs the package of updates for one kernel.",
            "Make and publish it whenever there is a newer kernel: machines that have it installed get the updates for"
                    + " that kernel with their next upgrade. The same kernel gives the same bytes."
        },
        footer = {
            "%nExamples:%n",
            "  hotsplice-sign meta --deb --output packages 6.1.0-48-amd64",
            "  hotsplice-sign meta --rpm --key keys --output packages 5.14.0-427.13.1.el9_4.x86_64"
        })
final class MetaCommand extends Subcommand {
    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Option(
            names = "--package-version",
            paramLabel = "VERSION",
            description = "version of the package (default: the numbers of the kernel's release)")
    private @Nullable String version;

    @Parameters(paramLabel = "RELEASE", description = "the newest kernel's release, as 'uname -r' prints it")
    private String release;

    @Override
    Result run() throws IOException, RefusedException {
        output.require(spec());
        MetaPackage meta = meta();
        DebVersion chosen = DebVersion.ofUpdates(version == null ? meta.version() : version, "--package-version");
        Instant time = System.getenv("SOURCE_DATE_EPOCH") == null ? MetaPackage.TIME : clock().instant();
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (output.deb()) {
            DebMetaPackage builder = new DebMetaPackage(meta, chosen, output.maintainer(), time);
            files.put(builder.fileName(), builder.write(output.compression()));
        }
        if (output.rpm()) {
            RpmMetaPackage builder = new RpmMetaPackage(meta, chosen, output.maintainer(), time);
            files.put(builder.fileName(), builder.write(output.compression(), keys.one(spec(), clock().instant())));
        }
        List<Path> made = output.write(files);
        Result result = new Result();
        made.forEach(file -> result.line("made " + file));
        return result.field("packages", made.stream().map(Path::toString).toList())
                .field("name", meta.name())
                .field("version", chosen.value())
                .field("release", meta.release());
    }

    private MetaPackage meta() {
        try {
            return MetaPackage.of(release);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
