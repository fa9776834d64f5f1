/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.trust.BundleVerifier;
import org.hotsplice.update.trust.VerificationResult.Trusted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Verifies bundles and packages as a machine would. */
@Command(
        name = "verify",
        description = "Verifies updates as a machine would before it applies them.",
        footer = {
            "%nExamples:%n",
            "  hotsplice-sign verify --trusted keys/hotsplice-signing.asc out/cve-2026-52928",
            "  hotsplice-sign verify --trusted keys --threshold 2 packages/*.deb"
        })
final class VerifyCommand extends Subcommand {
    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Parameters(arity = "1..*", paramLabel = "BUNDLE|PACKAGE", description = "folders of updates, or package files")
    private List<Path> arguments = new ArrayList<>();

    @Override
    Result run() throws IOException, RefusedException {
        BundleVerifier verifier = trust.bundles(clock());
        Result result = new Result();
        List<Map<String, Object>> checked = new ArrayList<>();
        try (WorkFolder work = new WorkFolder()) {
            for (Path argument : arguments) {
                for (Path bundle : work.bundles(argument)) {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("argument", argument.toString());
                    fields.put("bundle", bundle.getFileName().toString());
                    ExitStatus status = verifier.verify(bundle)
                            .fold(
                                    trusted -> tell(trusted, argument, result, fields),
                                    rejected -> tell(rejected.issue(), argument, result, fields));
                    if (status != ExitStatus.OK) {
                        result.status(status);
                    }
                    checked.add(fields);
                }
            }
        }
        return result.field("checked", checked);
    }

    private static ExitStatus tell(Trusted trusted, Path argument, Result result, Map<String, Object> fields) {
        List<String> signers = trusted.signers().stream().map(String::valueOf).toList();
        result.line("trusted " + argument + ": " + trusted.manifest().id() + ", sequence "
                + trusted.manifest().sequence() + ", signed by " + String.join(" and ", signers));
        fields.put("trusted", true);
        fields.put("sequence", trusted.manifest().sequence());
        fields.put("signers", signers);
        return ExitStatus.OK;
    }

    private static ExitStatus tell(Issue issue, Path argument, Result result, Map<String, Object> fields) {
        result.line("REJECTED " + argument + ": " + issue.code().name() + ": " + issue.message());
        result.line("  what to do: " + issue.code().wayOut());
        fields.put("trusted", false);
        fields.put("code", issue.code().name());
        fields.put("message", issue.message());
        return issue.code().exitStatus();
    }
}
