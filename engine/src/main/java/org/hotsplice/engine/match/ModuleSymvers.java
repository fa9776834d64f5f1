/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the kernel and its modules export, as kbuild writes it into Module.symvers. */
public final class ModuleSymvers {
    private final Map<String, Export> exports;

    private ModuleSymvers(Map<String, Export> exports) {
        this.exports = Map.copyOf(exports);
    }

    /**
     * An export.
     *
     * @param name the exported name
     * @param crc the checksum of its type, with 0x
     * @param module what exports it: {@code vmlinux} or the path of the module without suffix
     * @param namespace its namespace, or empty
     */
    public record Export(String name, String crc, String module, String namespace) {
        /** {@return the name of the exporting module as the kernel knows it, or {@code vmlinux}} */
        public String moduleName() {
            return module.substring(module.lastIndexOf('/') + 1).replace('-', '_');
        }
    }

    /** {@return the exports in this file} */
    public static ModuleSymvers read(Path file) throws IOException {
        return of(Files.readAllLines(file));
    }

    /** {@return the exports in these lines; others than {@code crc name module type [namespace]} are passed over} */
    public static ModuleSymvers of(List<String> lines) {
        Map<String, Export> exports = new HashMap<>();
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            if (fields.length >= 4) {
                exports.put(fields[1], new Export(fields[1], fields[0], fields[2], fields.length > 4 ? fields[4] : ""));
            }
        }
        return new ModuleSymvers(exports);
    }

    /** {@return the export of this name} */
    public Optional<Export> export(String name) {
        return Optional.ofNullable(exports.get(name));
    }
}
