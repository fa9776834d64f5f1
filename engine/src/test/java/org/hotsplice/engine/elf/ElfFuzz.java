/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Fuzz entry of the ELF reader: whatever the bytes are, reading ends in an object or an {@link ElfFormatException}. The
 * method has the form that fuzzers for Java expect; {@code main} is a simple one that needs no other tool.
 */
public final class ElfFuzz {
    private ElfFuzz() {}

    /** Entry for fuzzers. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        one(bytes);
    }

    static void one(byte[] bytes) {
        try {
            ElfObject object = ElfObject.read("fuzz", bytes);
            for (Section section : object.sections()) {
                object.relocations(section);
                object.symbolsIn(section);
            }
        } catch (ElfFormatException expected) {
            // That is the answer for damaged input.
        }
    }

    /** Damages the object in the first argument as often as the second says. */
    public static void main(String[] arguments) throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(arguments[0]));
        Random random = new Random(Long.parseLong(arguments[1]));
        for (long i = Long.parseLong(arguments[1]); i > 0; i--) {
            byte[] damaged = whole.clone();
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            one(damaged);
        }
    }
}
