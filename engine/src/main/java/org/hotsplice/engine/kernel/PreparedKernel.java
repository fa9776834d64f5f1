/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kernel;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.hotsplice.update.KernelIdentity;

/**
 * A kernel in the store, ready to compile its units.
 *
 * @param folder its folder in the store
 * @param identity which kernel it is
 * @param compiler the compiler's program name
 * @param makeVariables what every run of the top makefile is given, as {@code NAME=value}
 */
public record PreparedKernel(Path folder, KernelIdentity identity, String compiler, List<String> makeVariables) {
    private static final String PROPERTIES = "kernel.properties";

    public PreparedKernel {
        makeVariables = List.copyOf(makeVariables);
    }

    /** {@return the configured and prepared source, where kbuild can build units and modules} */
    public Path tree() {
        return folder.resolve("tree");
    }

    /** {@return the kernel's own image, unpacked to vmlinux} */
    public Path image() {
        return folder.resolve("vmlinux");
    }

    /** {@return the folder with its modules, {@code lib/modules/RELEASE}} */
    public Path modules() {
        return folder.resolve("modules");
    }

    /** {@return the symbols that it exports} */
    public Path symvers() {
        return tree().resolve("Module.symvers");
    }

    /** {@return the configuration that its tree has} */
    public Path config() {
        return tree().resolve(".config");
    }

    /** {@return the file with the environment that its top makefile exports} */
    public Path environment() {
        return folder.resolve("environment");
    }

    /** {@return the folder of the locks that whoever lets kbuild write into a folder of the tree must hold} */
    public Path locks() {
        return folder.resolve("locks");
    }

    /** {@return whether a folder of the store holds a kernel that was prepared to the end} */
    static boolean isComplete(Path folder) {
        return Files.isRegularFile(folder.resolve(PROPERTIES));
    }

    static PreparedKernel read(Path folder) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(PROPERTIES), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        List<String> variables = new ArrayList<>();
        for (int index = 0; properties.containsKey("make." + index); index++) {
            variables.add(required(properties, "make." + index));
        }
        KernelIdentity identity = new KernelIdentity(
                required(properties, "release"),
                required(properties, "version"),
                required(properties, "architecture"),
                required(properties, "buildId"));
        return new PreparedKernel(folder, identity, required(properties, "compiler"), variables);
    }

    private static String required(Properties properties, String key) throws IOException {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IOException(PROPERTIES + " has no '" + key + "'");
        }
        return value;
    }

    /** Writes the file that marks the folder as complete; comes into being whole or not at all. */
    void write() throws IOException {
        StringBuilder text = new StringBuilder();
        line(text, "release", identity.release());
        line(text, "version", identity.version());
        line(text, "architecture", identity.architecture());
        line(text, "buildId", identity.buildId());
        line(text, "compiler", compiler);
        for (int index = 0; index < makeVariables.size(); index++) {
            line(text, "make." + index, makeVariables.get(index));
        }
        Path written = Files.writeString(folder.resolve(PROPERTIES + ".new"), text, StandardCharsets.UTF_8);
        Files.move(written, folder.resolve(PROPERTIES), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n');
    }
}
