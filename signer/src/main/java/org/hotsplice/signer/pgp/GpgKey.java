/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.pgp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.signer.Subprocess;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.pgp.Certificate;
import org.hotsplice.update.pgp.OpenPgpFormatException;
import org.jspecify.annotations.Nullable;

/** A key that gpg-agent holds: in a keyring, behind a passphrase that it asks for, or where else it can reach it. */
public final class GpgKey implements SigningIdentity {
    // Someone may have to find the card and type the PIN.
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    /** What a shell says of a command that is not there. */
    private static final int NOT_FOUND = 127;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Gpg gpg;
    private final String name;
    private final Certificate certificate;
    private final byte[] armored;

    private GpgKey(Gpg gpg, String name, Certificate certificate, byte[] armored) {
        this.gpg = gpg;
        this.name = name;
        this.certificate = certificate;
        this.armored = armored;
    }

    /**
     * {@return the key with this name}
     *
     * @param name a fingerprint, key id or address, as gpg takes it
     * @param home gpg's folder; null for the usual one
     */
    public static GpgKey find(String name, @Nullable Path home) throws IOException, RefusedException {
        if (name.startsWith("-")) {
            throw refused(name, 2, "a key's name does not start with a dash");
        }
        Gpg gpg = new Gpg(home);
        byte[] packets = gpg.run(name, List.of("--export", name), new byte[0]);
        try {
            List<Certificate> found = Certificate.read(packets);
            if (found.size() != 1) {
                throw refused(name, 0, found.size() + " keys have this name; give the fingerprint");
            }
            return new GpgKey(gpg, found.get(0).fingerprint(), found.get(0), Armor.of(packets));
        } catch (OpenPgpFormatException e) {
            throw new RefusedException(
                    Issue.of(SignerIssue.GPG_FAILED, name, 0, "it has no key of this name that may sign"), e);
        }
    }

    @Override
    public Certificate certificate() {
        return certificate;
    }

    @Override
    public byte[] publicKey() {
        return armored.clone();
    }

    @Override
    public byte[] detached(byte[] data, Instant at) throws IOException, RefusedException {
        return sign("--detach-sign", data, at);
    }

    @Override
    public byte[] clearSigned(byte[] text, Instant at) throws IOException, RefusedException {
        return sign("--clear-sign", text, at);
    }

    private byte[] sign(String how, byte[] data, Instant at) throws IOException, RefusedException {
        List<String> arguments = List.of(
                "--local-user",
                name,
                "--digest-algo",
                "SHA512",
                "--faked-system-time",
                TIME.format(at) + "!",
                "--no-emit-version",
                "--no-comments",
                "--output",
                "-",
                how,
                "-");
        return gpg.run(name, arguments, data);
    }

    /** How gpg is called. */
    private static final class Gpg {
        private final @Nullable Path home;

        Gpg(@Nullable Path home) {
            this.home = home;
        }

        byte[] run(String name, List<String> arguments, byte[] input) throws IOException, RefusedException {
            List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--quiet", "--no-tty"));
            if (home != null) {
                command.addAll(List.of("--homedir", home.toString()));
            }
            command.addAll(arguments);
            Subprocess.Outcome outcome;
            try {
                outcome = new Subprocess(command, TIMEOUT).run(input);
            } catch (Subprocess.NotStartedException e) {
                Issue missing =
                        Issue.of(SignerIssue.GPG_FAILED, name, NOT_FOUND, "it cannot be started; install gnupg");
                throw new RefusedException(missing, e);
            }
            if (outcome.status() != 0 || outcome.output().length == 0) {
                String reason = outcome.errors().strip().replace('\n', ';');
                throw refused(name, outcome.status(), reason.isEmpty() ? "it has no such key" : reason);
            }
            return outcome.output();
        }
    }

    private static RefusedException refused(String name, int status, String reason) {
        return new RefusedException(Issue.of(SignerIssue.GPG_FAILED, name, status, reason));
    }
}
