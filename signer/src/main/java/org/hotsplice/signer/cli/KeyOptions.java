/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.signer.pgp.FileKey;
import org.hotsplice.signer.pgp.GpgKey;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which keys sign. */
final class KeyOptions {
    /** The secret key's file in the folder that {@code keygen} fills. */
    static final String SECRET = "hotsplice-signing.key";

    /** The public key's file in the folder that {@code keygen} fills. */
    static final String PUBLIC = "hotsplice-signing.asc";

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "secret key to sign with, or the folder that keygen made; may be given several times")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--gpg",
            paramLabel = "KEY",
            description = "key that gpg-agent holds: fingerprint, id or address; may be given several times")
    private List<String> gpgKeys = new ArrayList<>();

    @Option(names = "--gpg-home", paramLabel = "DIR", description = "gpg's folder (default: that of gpg itself)")
    private @Nullable Path gpgHome;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "file whose first line unlocks the keys")
    private @Nullable Path passphraseFile;

    List<SigningIdentity> identities(CommandSpec spec, Instant now) throws IOException, RefusedException {
        List<SigningIdentity> identities = new ArrayList<>();
        for (Path file : files) {
            Path key = Files.isDirectory(file) ? file.resolve(SECRET) : file;
            identities.add(FileKey.read(key, passphrase(), now));
        }
        for (String name : gpgKeys) {
            identities.add(GpgKey.find(name, gpgHome));
        }
        if (identities.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give a key with --key or --gpg");
        }
        return identities;
    }

    SigningIdentity one(CommandSpec spec, Instant now) throws IOException, RefusedException {
        List<SigningIdentity> identities = identities(spec, now);
        if (identities.size() != 1) {
            throw new ParameterException(spec.commandLine(), "give one key, not " + identities.size());
        }
        return identities.get(0);
    }

    private char @Nullable [] passphrase() throws IOException {
        return passphraseFile == null ? null : firstLine(passphraseFile);
    }

    static char[] firstLine(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).toCharArray();
    }
}
