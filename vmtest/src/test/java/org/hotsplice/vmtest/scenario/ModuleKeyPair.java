/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hotsplice.vmtest.Command;

/**
 * A key that signs kernel modules.
 *
 * @param folder with the key and its certificate, both in PEM form
 */
record ModuleKeyPair(Path folder) {
    private static final String LABEL = "modules";
    private static final String PIN = "5678";
    private static final String PASSPHRASE = "passphrase";

    /** SoftHSM's PKCS#11 library. */
    static final Path TOKEN_LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

    /** Makes a key whose certificate names this person. */
    static ModuleKeyPair make(Path folder, String name) throws IOException, InterruptedException {
        ModuleKeyPair made = new ModuleKeyPair(Files.createDirectories(folder));
        openssl(
                "req",
                "-x509",
                "-nodes",
                "-newkey",
                "rsa:2048",
                "-days",
                "30",
                "-subj",
                "/CN=" + name,
                "-keyout",
                made.key().toString(),
                "-out",
                made.certificate().toString());
        return made;
    }

    Path key() {
        return folder.resolve("key.pem");
    }

    Path certificate() {
        return folder.resolve("certificate.pem");
    }

    /** {@return the certificate as a kernel has it built in} */
    byte[] der() throws IOException, InterruptedException {
        Path file = folder.resolve("certificate.der");
        openssl("x509", "-in", certificate().toString(), "-outform", "DER", "-out", file.toString());
        return Files.readAllBytes(file);
    }

    /** {@return the words for hotsplice-sign that name the key's files} */
    String[] fileOptions() {
        return new String[] {
            "--module-key",
            key().toString(),
            "--module-certificate",
            certificate().toString()
        };
    }

    /** {@return the words for hotsplice-sign that name the key in its token} */
    String[] tokenOptions() throws IOException {
        Path pin = Files.writeString(folder.resolve("pin"), PIN + "\n");
        return new String[] {
            "--pkcs11-library", TOKEN_LIBRARY.toString(), "--pkcs11-label", LABEL, "--pkcs11-pin-file", pin.toString()
        };
    }

    /** {@return the environment in which the library finds the token} */
    Map<String, String> tokenEnvironment() {
        return Map.of("SOFTHSM2_CONF", tokenConfiguration().toString());
    }

    private Path tokenConfiguration() {
        return folder.resolve("softhsm2.conf");
    }

    /** Puts the key into a new token of SoftHSM and takes its file away. */
    void moveIntoToken() throws IOException, InterruptedException {
        Path tokens = Files.createDirectories(folder.resolve("tokens"));
        Files.writeString(tokenConfiguration(), "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
        run("softhsm2-util", "--init-token", "--free", "--label", LABEL, "--so-pin", "1234", "--pin", PIN);
        Path store = folder.resolve("key.p12");
        openssl(
                "pkcs12",
                "-export",
                "-inkey",
                key().toString(),
                "-in",
                certificate().toString(),
                "-name",
                LABEL,
                "-passout",
                "pass:" + PASSPHRASE,
                "-out",
                store.toString());
        Path provider = Files.writeString(
                folder.resolve("pkcs11.cfg"), "name=softhsm\nlibrary=" + TOKEN_LIBRARY + "\nslotListIndex=0\n");
        run(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-importkeystore",
                "-noprompt",
                "-srckeystore",
                store.toString(),
                "-srcstorepass",
                PASSPHRASE,
                "-srcalias",
                LABEL,
                "-destkeystore",
                "NONE",
                "-deststoretype",
                "PKCS11",
                "-deststorepass",
                PIN,
                "-addprovider",
                "SunPKCS11",
                "-providerArg",
                provider.toString());
        Files.delete(store);
        Files.delete(key());
    }

    private void run(String... words) throws IOException, InterruptedException {
        Command command = Command.of(words);
        tokenEnvironment().forEach(command::environment);
        command.mustRun();
    }

    private static void openssl(String... words) throws IOException, InterruptedException {
        String[] all = new String[words.length + 1];
        all[0] = "openssl";
        System.arraycopy(words, 0, all, 1, words.length);
        Command.of(all).mustRun();
    }
}
