/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.image.ImageSymbol;
import org.hotsplice.engine.image.ModuleImage;
import org.hotsplice.engine.image.Stretch;
import org.hotsplice.engine.image.TargetImage;
import org.junit.jupiter.api.Test;

/** Matches golden objects with images that were linked from the same or from another object. */
class OfflineMatcherTest {
    private static final Path OBJECTS = Path.of("src/test/resources/objects/x86_64");

    private static ElfObject object(String file) throws Exception {
        return ElfObject.read(OBJECTS.resolve(file));
    }

    private static UnitMatch match(ElfObject ref, TargetImage image) {
        return OfflineMatcher.match(RefObject.of("unit.c", ref), image);
    }

    @Test
    void everyObject_matchesTheImageLinkedFromIt() throws Exception {
        try (Stream<Path> files = Files.walk(OBJECTS)) {
            List<Path> objects =
                    files.filter(file -> file.toString().endsWith(".o")).toList();
            assertFalse(objects.isEmpty());
            for (Path file : objects) {
                ElfObject object = ElfObject.read(file);
                UnitMatch match = match(object, ModuleImage.of("unit", object));
                assertEquals(List.of(), match.mismatches(), file.toString());
            }
        }
    }

    @Test
    void changedFunction_isNamed() throws Exception {
        UnitMatch match = match(object("one-function/pre.o"), ModuleImage.of("unit", object("one-function/post.o")));
        assertFalse(match.mismatches().isEmpty());
        Mismatch first = match.mismatches().get(0);
        assertEquals("unit.c", first.unit());
        assertFalse(first.function().isEmpty());
    }

    @Test
    void flippedByte_isShownWithItsOffsetAndBothSides() throws Exception {
        ElfObject object = object("tables/pre.o");
        ModuleImage image = ModuleImage.of("unit", object);
        ImageSymbol same = image.symbols("same").get(0);
        UnitMatch match = match(object, new Damaged(image, same.address() + 1));
        Mismatch mismatch = match.mismatches().stream()
                .filter(candidate -> candidate.function().equals("same"))
                .findFirst()
                .orElseThrow();
        assertTrue(mismatch.offset() <= 1, mismatch.toString());
        assertFalse(mismatch.expected().equals(mismatch.found()), mismatch.toString());
    }

    @Test
    void imageOfAnotherUnit_matchesNothing() throws Exception {
        UnitMatch match = match(object("tables/pre.o"), ModuleImage.of("unit", object("elf-basic/pre.o")));
        assertFalse(match.mismatches().isEmpty());
    }

    @Test
    void functionThatEqualsAnotherOfItsName_isTheOneWhoseReferencesAgree() throws Exception {
        ElfObject ref = object("shared-name/pre.o");
        TargetImage image = ModuleImage.of("unit", object("shared-name/image.o"));
        List<Long> places = image.symbols("count").stream()
                .map(ImageSymbol::address)
                .sorted()
                .toList();
        assertEquals(2, places.size());
        UnitMatch match = match(ref, image);
        assertEquals(List.of(), match.mismatches());
        RefFunction count = match.ref().functions().stream()
                .filter(function -> function.name().equals("count"))
                .findFirst()
                .orElseThrow();
        // The linker was given the other one first.
        assertEquals(Optional.of(places.get(1)), match.address(count));
    }

    @Test
    void weakObjectOfAnotherUnit_isNoMismatch() throws Exception {
        ElfObject object = object("weak-data/pre.o");
        TargetImage linked = ModuleImage.of("unit", object);
        assertEquals(List.of(), match(object, new Moved(linked, "chosen")).mismatches());
        Mismatch moved = match(object, new Moved(linked, "fixed")).mismatches().get(0);
        assertEquals("fixed", moved.function());
        assertTrue(moved.reason().contains("by its name"), moved.reason());
    }

    @Test
    void weakFunctionThatAnotherUnitOverrides_isAbsent() throws Exception {
        ElfObject object = object("weak-function/pre.o");
        TargetImage linked = ModuleImage.of("unit", object);
        assertEquals(List.of(), match(object, linked).absent());
        UnitMatch overridden = match(object, new Moved(linked, "chosen"));
        assertEquals(List.of(), overridden.mismatches());
        assertEquals(
                List.of("chosen"),
                overridden.absent().stream().map(RefFunction::name).toList());
    }

    /** Which of its forms a trampoline has depends on what the running kernel last set the call to. */
    @Test
    void trampolineOfAStaticCall_isNotMatchable() throws Exception {
        RefObject ref = RefObject.of("unit.c", object("static-call/pre.o"));
        List<String> unmatchable = ref.functions().stream()
                .filter(function -> !ref.isMatchable(function))
                .map(RefFunction::name)
                .toList();
        assertEquals(List.of("__SCT__power"), unmatchable);
    }

    /** Another image but for what a subclass makes of it. */
    private abstract static class Altered implements TargetImage {
        private final TargetImage image;

        Altered(TargetImage image) {
            this.image = image;
        }

        @Override
        public String target() {
            return image.target();
        }

        @Override
        public List<ImageSymbol> symbols(String name) {
            return image.symbols(name);
        }

        @Override
        public boolean lists(String name, long address) {
            return image.lists(name, address);
        }

        @Override
        public boolean knows(String name) {
            return image.knows(name);
        }

        @Override
        public Optional<ImageSymbol> nearest(long address) {
            return image.nearest(address);
        }

        @Override
        public List<Stretch> stretches() {
            return image.stretches();
        }

        @Override
        public Optional<Bytes> read(long address, int length) {
            return image.read(address, length);
        }
    }

    /** An image in which a name stands somewhere else, as where another unit defines it as well. */
    private static final class Moved extends Altered {
        private static final long DISTANCE = 64;

        private final String moved;

        Moved(TargetImage image, String moved) {
            super(image);
            this.moved = moved;
        }

        @Override
        public List<ImageSymbol> symbols(String name) {
            return super.symbols(name).stream()
                    .map(symbol -> new ImageSymbol(symbol.name(), symbol.type(), symbol.address() + distance(name)))
                    .toList();
        }

        @Override
        public boolean lists(String name, long address) {
            return super.lists(name, address - distance(name));
        }

        private long distance(String name) {
            return name.equals(moved) ? DISTANCE : 0;
        }
    }

    /** An image with one bit flipped. */
    private static final class Damaged extends Altered {
        private final long place;

        Damaged(TargetImage image, long place) {
            super(image);
            this.place = place;
        }

        @Override
        public Optional<Bytes> read(long address, int length) {
            return super.read(address, length).map(bytes -> {
                byte[] copy = bytes.toArray();
                long offset = place - address;
                if (offset >= 0 && offset < copy.length) {
                    copy[(int) offset] ^= 1;
                }
                return Bytes.of(copy);
            });
        }
    }
}
