/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import net.fornwall.jelf.ElfFile;
import net.fornwall.jelf.ElfSectionHeader;
import net.fornwall.jelf.ElfSymbol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Another library reads the golden objects as ours does. */
final class SecondOpinionTest {
    private static final Path CASES = Path.of("src/test/resources/objects/x86_64");

    static Stream<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(file -> file.toString().endsWith(".o")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("objects")
    void goldenObject_isReadAlike(Path file) throws IOException, ElfFormatException {
        ElfObject ours = ElfObject.read(file);
        ElfFile theirs = ElfFile.from(file);

        for (Section section : ours.sections()) {
            ElfSectionHeader header = theirs.getSection(section.index()).header;
            assertEquals(Objects.requireNonNullElse(header.getName(), ""), section.name());
            assertEquals(header.sh_type, section.type());
            assertEquals(header.sh_flags, section.flags());
            assertEquals(header.sh_size, section.size());
            assertEquals(header.sh_info, section.info());
        }
        ElfSymbol[] symbols = theirs.getSymbolTableSection().symbols;
        assertEquals(symbols.length, ours.symbols().size());
        for (Symbol symbol : ours.symbols()) {
            ElfSymbol other = symbols[symbol.index()];
            assertEquals(other.st_value, symbol.value());
            assertEquals(other.st_size, symbol.size());
            if (symbol.kind() != Kind.SECTION) {
                assertEquals(Objects.requireNonNullElse(other.getName(), ""), symbol.name());
            }
        }
    }
}
