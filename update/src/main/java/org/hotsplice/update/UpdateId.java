/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of an update: {@code [a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?}. It is part of module names and paths, so nothing
 * else is allowed in it.
 */
public record UpdateId(@JsonValue String value) implements Comparable<UpdateId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");

    @JsonCreator
    public UpdateId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("update id is not " + FORM.pattern() + ": '" + value + "'");
        }
    }

    /**
     * {@return a name that no other update uses, fit for modules and for symbols}
     *
     * @param name what it names in this update
     */
    public String symbolName(String name) {
        return "hotsplice_" + value.replace('-', '_') + "_" + name;
    }

    /**
     * {@return the name of the kernel module with the match tables of one part}
     *
     * @param part the part's number, from 0
     */
    public String refModuleName(int part) {
        return symbolName(part + "_ref");
    }

    /**
     * {@return the name of the kernel module with the replacement code of one part}
     *
     * @param part the part's number, from 0
     */
    public String newModuleName(int part) {
        return symbolName(part + "_new");
    }

    @Override
    public int compareTo(UpdateId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
