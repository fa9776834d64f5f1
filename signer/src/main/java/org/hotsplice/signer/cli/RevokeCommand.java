/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hotsplice.signer.bundle.RevocationEditor;
import org.hotsplice.signer.bundle.SignedListFile;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.DraftBundle;
import org.hotsplice.update.trust.RevocationList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Takes back keys and updates. */
@Command(
        name = "revoke",
        description = {
            "Adds keys or updates to a signed revocation list.",
            "A list that is there must be signed by one of the given keys.",
            "Machines get the list with the next package that is made with 'package --revocations LIST'."
        },
        footer = {
            "%nExamples:%n",
            "  hotsplice-sign revoke --list revoked.json --key keys --update out/cve-2026-52928 --reason 'wrong fix'",
            "  hotsplice-sign revoke --list revoked.json --key new.key --revoked-key B77C...A30E --reason 'it leaked'"
        })
final class RevokeCommand extends Subcommand {
    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Option(names = "--list", required = true, paramLabel = "FILE", description = "the list; made if it is not there")
    private Path list;

    @Option(names = "--update", paramLabel = "BUNDLE", description = "folder of a signed update to take back")
    private List<Path> updates = new ArrayList<>();

    @Option(names = "--revoked-key", paramLabel = "FINGERPRINT", description = "key whose signatures no longer count")
    private List<String> fingerprints = new ArrayList<>();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "one line for administrators")
    private String reason;

    @Override
    Result run() throws IOException, RefusedException {
        if (updates.isEmpty() && fingerprints.isEmpty()) {
            throw new ParameterException(spec().commandLine(), "say what to revoke: --update or --revoked-key");
        }
        Instant now = clock().instant();
        List<SigningIdentity> identities = keys.identities(spec(), now);
        SignedListFile file = new SignedListFile(list);
        Optional<RevocationList> before = file.read(identities, clock());
        RevocationEditor editor = new RevocationEditor(before);
        try {
            for (String fingerprint : fingerprints) {
                editor.key(fingerprint.replace(" ", "").toUpperCase(Locale.ROOT), reason);
            }
            for (Path folder : updates) {
                Manifest manifest = DraftBundle.read(folder).manifest();
                editor.update(manifest, reason);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
        }
        RevocationList after = editor.finish(now);
        file.write(after.toBytes(), identities, now);
        return new Result()
                .line("revocation list " + list + ", edition " + after.sequence() + ": "
                        + after.keys().size() + " keys, " + after.updates().size() + " updates")
                .field("list", list.toString())
                .field("sequence", after.sequence())
                .field("keys", after.keys())
                .field("updates", after.updates());
    }
}
