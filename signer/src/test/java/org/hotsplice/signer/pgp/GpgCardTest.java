/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.pgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.hotsplice.signer.cli.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key on a card: SoftHSM's token stands for the card, and gnupg-pkcs11-scd shows it to gpg-agent. */
final class GpgCardTest {
    private static final String LIBRARY = "/usr/lib/softhsm/libsofthsm2.so";
    private static final String OWNER = "card@example.org";
    private static final String PIN = "123456";
    private static final Pattern GRIP = Pattern.compile("KEYPAIRINFO ([0-9A-F]{40}) ");

    /** Types the PIN for a person. */
    private static final String PINENTRY =
            """
            #!/bin/sh
            echo OK
            while read -r line; do
                case $line in
                GETPIN*) echo "D %s"; echo OK ;;
                BYE*) echo OK; exit ;;
                *) echo OK ;;
                esac
            done
            """
                    .formatted(PIN);

    @TempDir
    Path folder;

    private Path home = Path.of("");

    @AfterEach
    void endTheAgent() throws IOException {
        if (!home.toString().isEmpty()) {
            Tools.run("gpgconf", "--homedir", home.toString(), "--kill", "all");
        }
    }

    private Outcome shell(String command) throws IOException {
        Outcome outcome = Tools.run(
                "sh",
                "-euc",
                "cd '" + folder + "'; export SOFTHSM2_CONF='" + folder + "/softhsm2.conf' GNUPGHOME='" + home + "'; "
                        + command);
        assertEquals(0, outcome.status(), command + "\n" + outcome.text() + outcome.errors());
        return outcome;
    }

    @Test
    void keyOnACard_signsABundleThatIsTrusted() throws Exception {
        Tools.require(
                "gpg", "gpgconf", "gpg-connect-agent", "gnupg-pkcs11-scd", "softhsm2-util", "pkcs11-tool", "openssl");
        home = Files.createDirectory(
                folder.resolve("g"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        makeACard();
        String grip = introduceToTheAgent();
        // gpg makes its keys by the machine's clock.
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Files.writeString(
                folder.resolve("parameters"),
                "Key-Type: RSA\nKey-Grip: " + grip + "\nKey-Usage: sign\nName-Real: Card\nName-Email: " + OWNER
                        + "\nExpire-Date: 0\n%commit\n");
        shell("gpg --batch --quiet --full-generate-key parameters");
        String listed = shell("gpg --batch --list-secret-keys " + OWNER).text();
        assertTrue(listed.contains("Card serial no."), listed);
        Path publicKey = folder.resolve("key.asc");
        shell("gpg --batch --armor --export " + OWNER + " >'" + publicKey + "'");

        Path bundle = Samples.bundle(folder, "u");
        Command command = Command.at(now.plusSeconds(60));
        command.ok("sign", "--gpg-home", home, "--gpg", OWNER, bundle);
        command.ok("verify", "--trusted", publicKey, bundle);
    }

    /** A key with a certificate, without which gnupg-pkcs11-scd does not see it. */
    private void makeACard() throws IOException {
        Files.createDirectory(folder.resolve("tokens"));
        Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = " + folder.resolve("tokens") + "\nobjectstore.backend = file\n");
        shell("softhsm2-util --init-token --free --label card --so-pin " + PIN + " --pin " + PIN);
        shell("openssl req -x509 -newkey rsa:3072 -nodes -keyout k.pem -out c.pem -days 30 -subj /CN=card");
        shell("openssl pkcs8 -topk8 -nocrypt -in k.pem -out k8.pem && rm k.pem");
        shell("softhsm2-util --import k8.pem --token card --label key --id 01 --pin " + PIN + " && rm k8.pem");
        shell("openssl x509 -in c.pem -outform DER -out c.der");
        shell("pkcs11-tool --module " + LIBRARY + " --token-label card --login --pin " + PIN
                + " --write-object c.der --type cert --id 01 --label key");
    }

    /** {@return the name that gpg-agent has for the card's key} */
    private String introduceToTheAgent() throws IOException {
        Files.writeString(
                home.resolve("gnupg-pkcs11-scd.conf"), "providers softhsm\nprovider-softhsm-library " + LIBRARY + "\n");
        Path pinentry = Files.writeString(folder.resolve("pinentry"), PINENTRY);
        Files.setPosixFilePermissions(pinentry, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(
                home.resolve("gpg-agent.conf"),
                "scdaemon-program /usr/bin/gnupg-pkcs11-scd\npinentry-program " + pinentry + "\n");
        String answer = shell("gpg-connect-agent 'SCD LEARN --force' /bye").text();
        Matcher grip = GRIP.matcher(answer);
        assertTrue(grip.find(), answer);
        shell("gpg --batch --card-status");
        return grip.group(1);
    }
}
