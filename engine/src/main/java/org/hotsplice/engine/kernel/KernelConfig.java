/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A kernel configuration.
 *
 * @param options the options that are set, without {@code CONFIG_}, with their values as written
 */
public record KernelConfig(SortedMap<String, String> options) {
    /**
     * Options that say who built the kernel and who signs its modules, or which version a tool has or what a Rust
     * compiler knows: no C code depends on them.
     */
    private static final Pattern WITHOUT_EFFECT = Pattern.compile(
            "BUILD_SALT|MODULE_SIG_KEY|MODULE_SIG_ALL|SYSTEM_TRUSTED_KEYS|CC_VERSION_TEXT|PAHOLE_VERSION|AS_VERSION"
                    + "|LD_VERSION|RUSTC_[A-Z_]+|BINDGEN_VERSION_TEXT|RUST_IS_AVAILABLE");

    /** {@return the configuration in that file} */
    public static KernelConfig read(Path file) throws IOException {
        SortedMap<String, String> options = new TreeMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            int equals = line.indexOf('=');
            if (line.startsWith("CONFIG_") && equals > 0) {
                options.put(line.substring("CONFIG_".length(), equals), line.substring(equals + 1));
            }
        }
        return new KernelConfig(options);
    }

    /** {@return whether the option is built in} */
    public boolean isOn(String option) {
        return "y".equals(options.get(option));
    }

    /** {@return the text of a string option, without its quotes} */
    public Optional<String> text(String option) {
        return Optional.ofNullable(options.get(option)).map(value -> value.replaceAll("^\"|\"$", ""));
    }

    /** An option with two values. */
    public record Difference(String option, String here, String there) {}

    /** {@return the options that differ and could change code; {@code here} is this configuration's value} */
    public List<Difference> differences(KernelConfig other) {
        TreeSet<String> names = new TreeSet<>(options.keySet());
        names.addAll(other.options.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            String here = options.getOrDefault(name, "n");
            String there = other.options.getOrDefault(name, "n");
            if (!here.equals(there) && !WITHOUT_EFFECT.matcher(name).matches()) {
                differences.add(new Difference("CONFIG_" + name, here, there));
            }
        }
        return differences;
    }
}
