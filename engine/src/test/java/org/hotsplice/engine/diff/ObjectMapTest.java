/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.junit.jupiter.api.Test;

final class ObjectMapTest {
    private static final Path CASES = Path.of("src/test/resources/objects/x86_64");

    @Test
    void fieldBeforeAnImmediate_countsFromTheEndOfTheInstruction() throws IOException, ElfFormatException {
        ObjectMap map = map("sections-shared");

        List<Target> targets = map.references(piece(map, "fourth")).stream()
                .map(Reference::target)
                .filter(target -> target instanceof Target.Inside)
                .toList();

        assertEquals(List.of("shared_two"), names(targets));
        assertEquals(0, ((Target.Inside) targets.get(0)).offset());
    }

    @Test
    void callThatTheAssemblerFilledIn_isAReference() throws IOException, ElfFormatException {
        ObjectMap map = map("sections-shared");

        List<Reference> implicit = map.references(piece(map, "outer")).stream()
                .filter(Reference::implicit)
                .toList();

        assertEquals(
                List.of("inner"), names(implicit.stream().map(Reference::target).toList()));
        assertTrue(implicit.get(0).branch());
    }

    @Test
    void users_areFunctionsAndDataThatRefer() throws IOException, ElfFormatException {
        ObjectMap map = map("address-taken");

        assertEquals(
                List.of("install", "table"),
                map.users(piece(map, "handler")).stream()
                        .map(Piece::name)
                        .sorted()
                        .toList());
    }

    private static List<String> names(List<Target> targets) {
        return targets.stream()
                .map(target -> ((Target.Inside) target).piece().name())
                .distinct()
                .toList();
    }

    private static Piece piece(ObjectMap map, String name) {
        return map.pieces().stream()
                .filter(piece -> piece.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectMap map(String name) throws IOException, ElfFormatException {
        return new ObjectMap(ElfObject.read(CASES.resolve(name).resolve("pre.o")));
    }
}
