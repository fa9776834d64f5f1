/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.Manifest.BundleFile;
import org.hotsplice.update.Manifest.FunctionChange;
import org.hotsplice.update.Manifest.Target;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.BundleFolder;
import org.hotsplice.update.bundle.DraftBundle;
import org.hotsplice.update.pgp.DetachedSignature;
import org.hotsplice.update.pgp.OpenPgpFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what is in bundles and packages. */
@Command(
        name = "inspect",
        description = {
            "Shows what updates say about themselves.",
            "Nothing of it is verified; use the command verify for that."
        },
        footer = {
            "%nExamples:%n",
            "  hotsplice-sign inspect out/cve-2026-52928",
            "  hotsplice-sign inspect --json packages/hotsplice-updates-6.1.0-47-amd64_7_amd64.deb"
        })
final class InspectCommand extends Subcommand {
    @Parameters(arity = "1..*", paramLabel = "BUNDLE|PACKAGE", description = "folders of updates, or package files")
    private List<Path> arguments = new ArrayList<>();

    @Override
    Result run() throws IOException, RefusedException {
        Result result = new Result();
        List<Map<String, Object>> shown = new ArrayList<>();
        try (WorkFolder work = new WorkFolder()) {
            for (Path argument : arguments) {
                for (Path bundle : work.bundles(argument)) {
                    shown.add(show(argument, bundle, result));
                }
            }
        }
        return result.field("updates", shown);
    }

    private static Map<String, Object> show(Path argument, Path folder, Result result)
            throws IOException, RefusedException {
        Manifest manifest = DraftBundle.read(folder).manifest();
        List<String> signatures = signatures(folder);
        result.line(manifest.id() + " (" + argument + ")");
        result.line("  " + manifest.description());
        result.line("  kernel     " + manifest.kernel().release() + ", "
                + manifest.kernel().version());
        result.line("  build-id   " + manifest.kernel().buildId());
        result.line("  sequence   " + manifest.sequence() + ", signed " + manifest.created() + ", expires "
                + Optional.ofNullable(manifest.expires()).map(String::valueOf).orElse("never"));
        result.line("  fixes      " + (manifest.cves().isEmpty() ? "-" : String.join(", ", manifest.cves())));
        result.line("  requires   " + manifest.requires() + ", replaces " + manifest.replaces());
        for (Target target : manifest.targets()) {
            result.line("  changes in " + target.name());
            for (FunctionChange function : target.functions()) {
                result.line("    " + function.change() + " " + function.name() + " (" + function.unit() + ")");
            }
        }
        for (BundleFile file : manifest.files()) {
            result.line("  file       " + file.name() + ", " + file.size() + " bytes, SHA-256 " + file.sha256());
        }
        result.line("  signatures " + (signatures.isEmpty() ? "none" : String.join(", ", signatures)));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("argument", argument.toString());
        fields.put("signedByKeyIds", signatures);
        fields.put("manifest", manifest);
        return fields;
    }

    private static List<String> signatures(Path folder) throws IOException, RefusedException {
        Optional<byte[]> bytes = BundleFolder.open(folder).signatureBytes();
        if (bytes.isEmpty()) {
            return List.of();
        }
        try {
            return DetachedSignature.read(bytes.get()).stream()
                    .map(DetachedSignature::keyId)
                    .toList();
        } catch (OpenPgpFormatException e) {
            return List.of("damaged: " + e.getMessage());
        }
    }
}
