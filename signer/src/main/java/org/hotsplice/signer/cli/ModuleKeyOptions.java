/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.hotsplice.signer.kernel.ModuleKey;
import org.hotsplice.signer.kernel.ModuleSigner;
import org.hotsplice.signer.kernel.Pkcs11Token;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** With which key the kernel modules in a bundle are signed. */
final class ModuleKeyOptions {
    @Option(
            names = "--module-key",
            paramLabel = "FILE",
            description = "private key in PEM form that signs the kernel modules, for kernels that load no others")
    private @Nullable Path key;

    @Option(names = "--module-certificate", paramLabel = "FILE", description = "its X.509 certificate")
    private @Nullable Path certificate;

    @Option(
            names = "--pkcs11-library",
            paramLabel = "FILE",
            description = "PKCS#11 library of the token that holds the modules' key")
    private @Nullable Path library;

    @Option(
            names = "--pkcs11-slot",
            paramLabel = "N",
            defaultValue = "0",
            description = "place of the token's slot in the library's list (default: ${DEFAULT-VALUE})")
    private int slot;

    @Option(names = "--pkcs11-label", paramLabel = "LABEL", description = "label of the key and its certificate")
    private @Nullable String label;

    @Option(names = "--pkcs11-pin-file", paramLabel = "FILE", description = "file whose first line is the PIN")
    private @Nullable Path pinFile;

    Optional<ModuleSigner> signer(CommandSpec spec, Instant now) throws IOException, RefusedException {
        if (key != null && certificate != null && library == null) {
            return Optional.of(new ModuleSigner(ModuleKey.read(key, certificate, now)));
        }
        if (library != null && label != null && pinFile != null && key == null) {
            char[] pin = KeyOptions.firstLine(pinFile);
            return Optional.of(new ModuleSigner(new Pkcs11Token(library, slot).key(label, pin, now)));
        }
        if (key == null && certificate == null && library == null && label == null && pinFile == null) {
            return Optional.empty();
        }
        throw new ParameterException(
                spec.commandLine(),
                "a key for modules needs --module-key and --module-certificate, or --pkcs11-library, --pkcs11-label and"
                        + " --pkcs11-pin-file");
    }
}
