/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * The modules that a kernel was shipped with.
 *
 * @param files the file of each module, by the module's name with {@code _}
 */
public record ShippedModules(Map<String, Path> files) {
    public ShippedModules {
        files = Map.copyOf(files);
    }

    /** {@return the modules of that kernel} */
    public static ShippedModules of(PreparedKernel kernel) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(kernel.modules())) {
            all.forEach(file -> name(file).ifPresent(name -> files.put(name, file)));
        }
        return new ShippedModules(files);
    }

    private static Optional<String> name(Path file) {
        String base = String.valueOf(file.getFileName());
        int end = base.indexOf(".ko");
        boolean module = end > 0 && (base.length() == end + 3 || base.charAt(end + 3) == '.');
        return module ? Optional.of(base.substring(0, end).replace('-', '_')) : Optional.empty();
    }

    /** {@return the file of that module} */
    public Path file(String module) throws RefusedException {
        Path file = files.get(module);
        if (file == null) {
            throw new RefusedException(Issue.of(EngineIssue.KERNEL_INPUT_MISSING, "kernel", "module", module));
        }
        return file;
    }
}
