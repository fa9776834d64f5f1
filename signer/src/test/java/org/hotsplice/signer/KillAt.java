/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hotsplice.signer.Subprocess.Outcome;

/** Runs the command in a process of its own that is killed just before one of its changes to a folder. */
public final class KillAt {
    private static final int KILLED = 137;

    private final Path library;

    private KillAt(Path library) {
        this.library = library;
    }

    /** {@return a way to kill; skips the test where it cannot be built} */
    public static KillAt build(Path folder) throws IOException {
        Tools.require("gcc");
        Path source = folder.resolve("kill-at.c");
        try (InputStream input = Objects.requireNonNull(KillAt.class.getResourceAsStream("kill-at.c"))) {
            Files.write(source, input.readAllBytes());
        }
        Path library = folder.resolve("kill-at.so");
        Outcome built = Tools.run("gcc", "-shared", "-fPIC", "-Wall", "-o", library.toString(), source.toString());
        assertEquals(0, built.status(), built.errors());
        return new KillAt(library);
    }

    /** {@return whether the command came to its end, because it makes fewer changes below the folder than this} */
    public boolean ended(Path below, int change, List<String> words) throws IOException {
        Outcome outcome = Tools.run(
                Map.of(
                        "LD_PRELOAD", library.toString(),
                        "KILL_BELOW", below.toString(),
                        "KILL_AT", Integer.toString(change)),
                Tools.signCommand(words));
        if (outcome.status() != 0) {
            assertEquals(KILLED, outcome.status(), outcome.errors());
        }
        return outcome.status() == 0;
    }
}
