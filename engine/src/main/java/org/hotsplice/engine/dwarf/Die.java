/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.dwarf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** An entry of debug information about a type or a part of one. */
public final class Die {
    private final long offset;
    private final Tag tag;
    private final List<Die> children = new ArrayList<>();
    private String name = "";
    private boolean declaration;
    private boolean external;
    private OptionalLong type = OptionalLong.empty();
    private OptionalLong byteSize = OptionalLong.empty();
    private OptionalLong bitSize = OptionalLong.empty();
    private OptionalLong bitOffset = OptionalLong.empty();
    private OptionalLong count = OptionalLong.empty();
    private OptionalLong constant = OptionalLong.empty();
    private long encoding;
    private long file;
    private long line;

    Die(long offset, Tag tag) {
        this.offset = offset;
        this.tag = tag;
    }

    void add(Die child) {
        children.add(child);
    }

    /** Takes the value of an attribute; those of no interest are passed over. */
    void set(int attribute, Forms.Value value) {
        switch (attribute) {
            case 0x03 -> name = value.text();
            case 0x0b -> byteSize = constant(value);
            case 0x0d -> bitSize = constant(value);
            case 0x1c -> constant = constant(value);
            case 0x2f -> count = value.isConstant() ? OptionalLong.of(value.number() + 1) : count;
            case 0x37 -> count = constant(value);
            case 0x38 -> bitOffset = value.isConstant() ? OptionalLong.of(8 * value.number()) : bitOffset;
            case 0x3a -> file = value.number();
            case 0x3b -> line = value.number();
            case 0x3c -> declaration = value.number() != 0;
            case 0x3e -> encoding = value.number();
            case 0x3f -> external = value.number() != 0;
            case 0x49 -> type = OptionalLong.of(value.number());
            case 0x6b -> bitOffset = constant(value);
            default -> {
                // Places in the source, code addresses and the like.
            }
        }
    }

    private static OptionalLong constant(Forms.Value value) {
        return value.isConstant() ? OptionalLong.of(value.number()) : OptionalLong.empty();
    }

    /** {@return its offset, by which others refer to it} */
    public long offset() {
        return offset;
    }

    /** {@return what it describes} */
    public Tag tag() {
        return tag;
    }

    /** {@return its parts, in order} */
    public List<Die> children() {
        return Collections.unmodifiableList(children);
    }

    /** {@return its name in the source, or nothing} */
    public String name() {
        return name;
    }

    /** {@return whether it only says that there is such a type} */
    public boolean isDeclaration() {
        return declaration;
    }

    /** {@return whether other units see it} */
    public boolean isExternal() {
        return external;
    }

    /** {@return offset of the entry of its type; none for void} */
    public OptionalLong type() {
        return type;
    }

    /** {@return its size in bytes} */
    public OptionalLong byteSize() {
        return byteSize;
    }

    /** {@return its size in bits, where it is a bit field} */
    public OptionalLong bitSize() {
        return bitSize;
    }

    /** {@return where in its parent it lies, in bits} */
    public long bitOffset() {
        return bitOffset.orElse(0);
    }

    /** {@return the number of elements, where it is known} */
    public OptionalLong count() {
        return count;
    }

    /** {@return its value} */
    public long constant() {
        return constant.orElse(0);
    }

    /** {@return DW_ATE_*, of base types} */
    public long encoding() {
        return encoding;
    }

    /** {@return number of the source file that declares it} */
    public long file() {
        return file;
    }

    /** {@return line of its declaration} */
    public long line() {
        return line;
    }
}
