/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.signer.pgp.FileKey;
import org.hotsplice.signer.pgp.KeyGenerator;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.StagedFiles;
import org.hotsplice.update.pgp.Certificate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a key. */
@Command(
        name = "keygen",
        description = "Makes a key that signs updates and repositories.",
        footer = {
            "%nExamples:%n",
            "  hotsplice-sign keygen --output keys --name 'Example updates <updates@example.org>'",
            "  hotsplice-sign keygen --output keys --kind rsa4096 --valid-days 730 --passphrase-file secret.txt",
            "  hotsplice-sign keygen --output new-keys --successor-of keys",
            "%nThe machines that shall trust it need hotsplice-signing.asc in /etc/hotsplice/trusted.d/."
        })
final class KeygenCommand extends Subcommand {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "folder for the two files")
    private Path output;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "Hotsplice updates <updates@hotsplice.org>",
            description = "the owner (default: ${DEFAULT-VALUE})")
    private String name;

    @Option(
            names = "--kind",
            defaultValue = "ED25519",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private KeyGenerator.Kind kind;

    @Option(names = "--valid-days", paramLabel = "DAYS", description = "how long it is valid (default: for ever)")
    private @Nullable Integer validDays;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "file whose first line locks the secret key")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--successor-of",
            paramLabel = "FILE",
            description =
                    "secret key, or its folder, that names the new key as its successor; may be given several times")
    private List<Path> predecessors = new ArrayList<>();

    @Override
    Result run() throws IOException, RefusedException {
        Path secretFile = output.resolve(KeyOptions.SECRET);
        Path publicFile = output.resolve(KeyOptions.PUBLIC);
        for (Path file : new Path[] {secretFile, publicFile}) {
            if (Files.exists(file)) {
                throw new RefusedException(Issue.of(SignerIssue.OUTPUT_EXISTS, file.toString()));
            }
        }
        Duration valid = validDays == null ? null : Duration.ofDays(validDays);
        char[] passphrase = passphraseFile == null ? null : KeyOptions.firstLine(passphraseFile);
        KeyGenerator.NewKey key = KeyGenerator.generate(kind, name, clock().instant(), valid, passphrase);
        ByteArrayOutputStream vouched = new ByteArrayOutputStream();
        for (Path predecessor : predecessors) {
            Path file = Files.isDirectory(predecessor) ? predecessor.resolve(KeyOptions.SECRET) : predecessor;
            FileKey old = FileKey.read(file, passphrase, clock().instant());
            vouched.writeBytes(old.detached(key.publicKey(), clock().instant()));
        }
        Files.createDirectories(output);
        try (StagedFiles staged = new StagedFiles()) {
            if (!predecessors.isEmpty()) {
                staged.add(output.resolve(KeyOptions.PUBLIC + ".sig"), vouched.toByteArray());
            }
            staged.add(publicFile, key.publicKey());
            // Last, so there is never a secret key without the rest; and made with its permissions, so there is no
            // moment in which others can open it.
            staged.add(secretFile, key.secretKey(), OWNER_ONLY);
            staged.commit();
        }
        Certificate certificate =
                FileKey.read(secretFile, passphrase, clock().instant()).certificate();
        return new Result()
                .line("key " + certificate)
                .line("  secret part " + secretFile + " (keep it to yourself)")
                .line("  public part " + publicFile + " (for /etc/hotsplice/trusted.d/ of the machines)")
                .field("fingerprint", certificate.fingerprint())
                .field("userId", certificate.userId())
                .field("secretKey", secretFile.toString())
                .field("publicKey", publicFile.toString());
    }
}
