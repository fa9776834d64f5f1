/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Section;

/**
 * A module as shipped. A .ko is relocatable: so that it can be read like the kernel, it is linked here to addresses of
 * our own choice, and each name that it imports gets an address of its own.
 */
public final class ModuleImage implements TargetImage {
    private final String name;
    private final Map<String, String> information;
    private final ModuleLayout layout;

    private ModuleImage(String name, Map<String, String> information, ModuleLayout layout) {
        this.name = name;
        this.information = information;
        this.layout = layout;
    }

    /** {@return the module in this file: .ko, or one packed with xz, zstd or gzip} */
    public static ModuleImage read(Path file) throws IOException {
        return read(file.toString(), Files.readAllBytes(file));
    }

    /**
     * {@return the module in these bytes}
     *
     * @param file its name, for messages
     */
    public static ModuleImage read(String file, byte[] content) throws ImageFormatException {
        byte[] plain =
                Decompressor.isPacked(content, 0) ? Decompressor.unpack(file, content, 0, content.length) : content;
        ElfObject object;
        try {
            object = ElfObject.read(file, plain);
        } catch (ElfFormatException e) {
            throw new ImageFormatException(file, "is not a kernel module", e);
        }
        Map<String, String> information = information(object);
        String name = information.get("name");
        if (name == null) {
            throw new ImageFormatException(file, "is not a kernel module (no 'name=' in .modinfo)");
        }
        return new ModuleImage(name, information, ModuleLayout.link(file, object));
    }

    /** {@return an object that has no information of its own, linked as the module of this name} */
    public static ModuleImage of(String name, ElfObject object) throws ImageFormatException {
        return new ModuleImage(name, Map.of(), ModuleLayout.link(object.name(), object));
    }

    private static Map<String, String> information(ElfObject object) {
        Map<String, String> fields = new LinkedHashMap<>();
        Bytes content = object.section(".modinfo").map(Section::content).orElse(Bytes.EMPTY);
        for (String field : new String(content.toArray(), StandardCharsets.UTF_8).split("\0", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return new HashMap<>(fields);
    }

    /** {@return a field of {@code modinfo}, such as {@code srcversion} or {@code vermagic}} */
    public Optional<String> information(String field) {
        return Optional.ofNullable(information.get(field));
    }

    @Override
    public String target() {
        return name;
    }

    @Override
    public List<ImageSymbol> symbols(String wanted) {
        return layout.symbols().named(wanted);
    }

    @Override
    public boolean lists(String wanted, long address) {
        return layout.symbols().lists(wanted, address) || layout.imports(wanted, address);
    }

    @Override
    public boolean knows(String wanted) {
        return !layout.symbols().named(wanted).isEmpty() || layout.imports(wanted);
    }

    @Override
    public Optional<ImageSymbol> nearest(long address) {
        return layout.symbols().nearest(address);
    }

    @Override
    public Optional<Bytes> read(long address, int length) {
        return layout.read(address, length);
    }

    @Override
    public List<Stretch> stretches() {
        return layout.stretches();
    }
}
