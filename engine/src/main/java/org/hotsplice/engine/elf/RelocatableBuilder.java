/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Builds a relocatable x86-64 object. Local symbols come before global ones, as linkers demand; each section with
 * relocations gets its table right after all sections with content. The same calls give the same bytes.
 */
public final class RelocatableBuilder {
    private static final int HEADER_SIZE = 64;
    private static final int SYMBOL_SIZE = 24;
    private static final int RELA_SIZE = 24;
    private static final int SHN_ABS = 0xfff1;
    private static final int SHN_LORESERVE = 0xff00;

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final List<Name> names = new ArrayList<>();

    /** A section that is being built. */
    public static final class Part {
        private final String name;
        private final int type;
        private final long flags;
        private final long entrySize;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final List<Field> fields = new ArrayList<>();
        private final Name start;
        private long size;
        private long alignment = 1;
        private int index;

        private Part(String name, int type, long flags, long entrySize) {
            this.name = name;
            this.type = type;
            this.flags = flags;
            this.entrySize = entrySize;
            this.start = new Name("", Binding.LOCAL, Kind.SECTION, this, 0, 0);
        }

        /** {@return its size so far} */
        public long size() {
            return size;
        }

        /** {@return the symbol of its start} */
        public Name start() {
            return start;
        }

        /**
         * Adds bytes at the next aligned place, with padding before it that no one runs into.
         *
         * @return the offset of the first one
         */
        public long append(Bytes bytes, long byteAlignment) {
            align(byteAlignment, (flags & Section.EXECINSTR) != 0 ? 0xcc : 0);
            long at = size;
            content.writeBytes(bytes.toArray());
            size += bytes.size();
            return at;
        }

        /**
         * Adds zero bytes that take no room in the file, at the next aligned place.
         *
         * @return the offset of the first one
         */
        public long reserve(long length, long byteAlignment) {
            if (type != Section.NOBITS) {
                return append(Bytes.zero(Math.toIntExact(length)), byteAlignment);
            }
            align(byteAlignment, 0);
            long at = size;
            size += length;
            return at;
        }

        private void align(long byteAlignment, int fill) {
            alignment = Math.max(alignment, byteAlignment);
            long aligned = (size + byteAlignment - 1) / byteAlignment * byteAlignment;
            if (type != Section.NOBITS) {
                for (long i = size; i < aligned; i++) {
                    content.write(fill);
                }
            }
            size = aligned;
        }

        /** Has the linker fill in the field at this offset. */
        public void relocate(long offset, int relocationType, Name symbol, long addend) {
            fields.add(new Field(offset, relocationType, symbol, addend));
        }
    }

    /** A symbol that is being built. */
    public static final class Name {
        private final String text;
        private final Binding binding;
        private final Kind kind;
        private final @org.jspecify.annotations.Nullable Part part;
        private final long value;
        private final long size;

        private Name(
                String text,
                Binding binding,
                Kind kind,
                @org.jspecify.annotations.Nullable Part part,
                long value,
                long size) {
            this.text = text;
            this.binding = binding;
            this.kind = kind;
            this.part = part;
            this.value = value;
            this.size = size;
        }
    }

    private record Field(long offset, int type, Name symbol, long addend) {}

    /** {@return the section of this name, made at the first call} */
    public Part part(String name, int type, long flags, long entrySize) {
        Part part = parts.computeIfAbsent(name, key -> new Part(name, type, flags, entrySize));
        if (part.type != type || part.flags != flags || part.entrySize != entrySize) {
            throw new IllegalArgumentException(name + ": a section of two kinds");
        }
        return part;
    }

    /** Says which source file the following local symbols come from. */
    public void file(String name) {
        names.add(new Name(name, Binding.LOCAL, Kind.FILE, null, 0, 0));
    }

    /** {@return a symbol of a section, new at each call} */
    public Name define(String name, Binding binding, Kind kind, Part part, long value, long size) {
        Name symbol = new Name(name, binding, kind, part, value, size);
        names.add(symbol);
        return symbol;
    }

    /** {@return a symbol that another object defines, new at each call} */
    public Name undefined(String name) {
        Name symbol = new Name(name, Binding.GLOBAL, Kind.NOTYPE, null, 0, 0);
        names.add(symbol);
        return symbol;
    }

    /** {@return a symbol of the number zero} */
    public Name absolute() {
        Name symbol = new Name("", Binding.LOCAL, Kind.FILE, null, 0, 0);
        names.add(symbol);
        return symbol;
    }

    /** {@return the object's bytes} */
    public byte[] build() {
        return new Assembly().bytes();
    }

    /** The work of laying out one file. */
    private final class Assembly {
        private final List<Part> sections = new ArrayList<>(parts.values());
        private final List<Name> symbols = new ArrayList<>();
        private final Map<Name, Integer> indexes = new HashMap<>();
        private final StringTable strings = new StringTable();
        private final StringTable sectionNames = new StringTable();
        private final ByteArrayOutputStream file = new ByteArrayOutputStream();
        private final List<byte[]> headers = new ArrayList<>();
        private int locals;

        byte[] bytes() {
            int index = 1;
            for (Part part : sections) {
                part.index = index++;
            }
            List<Part> relocated =
                    sections.stream().filter(part -> !part.fields.isEmpty()).toList();
            int symbolTable = sections.size() + relocated.size() + 1;
            if (symbolTable + 3 >= SHN_LORESERVE) {
                throw new IllegalStateException(symbolTable + " sections");
            }
            orderSymbols();
            file.writeBytes(new byte[HEADER_SIZE]);
            headers.add(new byte[HEADER_SIZE]);
            for (Part part : sections) {
                align(part.alignment);
                addHeader(part.name, part.type, part.flags, part.size, 0, 0, part.alignment, part.entrySize);
                file.writeBytes(part.content.toByteArray());
            }
            for (Part part : relocated) {
                byte[] table = relocations(part);
                align(8);
                addHeader(
                        ".rela" + part.name,
                        Section.RELA,
                        Section.INFO_LINK,
                        table.length,
                        symbolTable,
                        part.index,
                        8,
                        RELA_SIZE);
                file.writeBytes(table);
            }
            addSymbolTables(symbolTable);
            return finish(symbolTable + 2);
        }

        private void orderSymbols() {
            symbols.add(new Name("", Binding.LOCAL, Kind.NOTYPE, null, 0, 0));
            sections.forEach(part -> symbols.add(part.start));
            names.stream().filter(name -> name.binding == Binding.LOCAL).forEach(symbols::add);
            locals = symbols.size();
            names.stream().filter(name -> name.binding != Binding.LOCAL).forEach(symbols::add);
            for (int i = 0; i < symbols.size(); i++) {
                indexes.put(symbols.get(i), i);
            }
        }

        private byte[] relocations(Part part) {
            byte[] bytes = new byte[part.fields.size() * RELA_SIZE];
            ByteBuffer table = writer(bytes);
            part.fields.stream().sorted(Comparator.comparingLong(Field::offset)).forEach(field -> table.putLong(
                            field.offset())
                    .putInt(field.type())
                    .putInt(Objects.requireNonNull(indexes.get(field.symbol())))
                    .putLong(field.addend()));
            return bytes;
        }

        private void addSymbolTables(int symbolTable) {
            byte[] bytes = new byte[symbols.size() * SYMBOL_SIZE];
            ByteBuffer table = writer(bytes);
            for (Name symbol : symbols) {
                Part part = symbol.part;
                table.putInt(strings.add(symbol.text))
                        .put((byte) (binding(symbol.binding) << 4 | kind(symbol.kind)))
                        .put((byte) 0)
                        .putShort((short) (part != null ? part.index : symbol.kind == Kind.FILE ? SHN_ABS : 0))
                        .putLong(symbol.value)
                        .putLong(symbol.size);
            }
            align(8);
            addHeader(".symtab", Section.SYMTAB, 0, bytes.length, symbolTable + 1, locals, 8, SYMBOL_SIZE);
            file.writeBytes(bytes);
            byte[] text = strings.bytes();
            addHeader(".strtab", Section.STRTAB, 0, text.length, 0, 0, 1, 0);
            file.writeBytes(text);
        }

        private byte[] finish(int namesIndex) {
            int name = sectionNames.add(".shstrtab");
            byte[] text = sectionNames.bytes();
            addHeader(name, Section.STRTAB, 0, text.length, 0, 0, 1, 0);
            file.writeBytes(text);
            align(8);
            int table = file.size();
            headers.forEach(file::writeBytes);
            byte[] bytes = file.toByteArray();
            ByteBuffer header = writer(bytes);
            header.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
            header.putShort(16, (short) 1).putShort(18, (short) 62).putInt(20, 1);
            header.putLong(40, table).putShort(52, (short) HEADER_SIZE).putShort(58, (short) HEADER_SIZE);
            header.putShort(60, (short) headers.size()).putShort(62, (short) namesIndex);
            return bytes;
        }

        private void addHeader(
                String name, int type, long flags, long size, int link, int info, long alignment, long entrySize) {
            addHeader(sectionNames.add(name), type, flags, size, link, info, alignment, entrySize);
        }

        private void addHeader(
                int name, int type, long flags, long size, int link, int info, long alignment, long entrySize) {
            byte[] bytes = new byte[HEADER_SIZE];
            ByteBuffer header = writer(bytes);
            header.putInt(name).putInt(type).putLong(flags).putLong(0).putLong(file.size());
            header.putLong(size).putInt(link).putInt(info).putLong(alignment).putLong(entrySize);
            headers.add(bytes);
        }

        private void align(long alignment) {
            while (file.size() % alignment != 0) {
                file.write(0);
            }
        }
    }

    private static ByteBuffer writer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int binding(Binding binding) {
        return switch (binding) {
            case LOCAL -> 0;
            case GLOBAL -> 1;
            case WEAK -> 2;
            case OTHER -> throw new IllegalArgumentException("binding");
        };
    }

    private static int kind(Kind kind) {
        return switch (kind) {
            case NOTYPE -> 0;
            case OBJECT -> 1;
            case FUNCTION -> 2;
            case SECTION -> 3;
            case FILE -> 4;
            case COMMON -> 5;
            case TLS -> 6;
            case OTHER -> throw new IllegalArgumentException("symbol type");
        };
    }

    /** Names one after the other, each once. */
    private static final class StringTable {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Map<String, Integer> offsets = new HashMap<>();

        StringTable() {
            bytes.write(0);
            offsets.put("", 0);
        }

        int add(String text) {
            return offsets.computeIfAbsent(text, key -> {
                int at = bytes.size();
                bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
                bytes.write(0);
                return at;
            });
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
