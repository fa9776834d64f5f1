/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.Optional;
import org.hotsplice.engine.elf.RelocationTypes;

/** What a relocated field holds; the constants of enum hotsplice_reloc_kind. */
public enum FieldKind {
    /** Signed 32 bits, counted from the field. */
    PC32(4),
    /** 32 bits that are sign-extended. */
    SIGNED_32(4),
    /** 32 bits that are zero-extended. */
    UNSIGNED_32(4),
    /** The whole address. */
    WHOLE_64(8);

    private final int width;

    FieldKind(int width) {
        this.width = width;
    }

    /** {@return how many bytes the field has} */
    public int width() {
        return width;
    }

    /** {@return the kind for a type of relocation, if code of the kernel may hold it} */
    static Optional<FieldKind> of(int relocationType) {
        return switch (relocationType) {
            case RelocationTypes.R_X86_64_PC32, RelocationTypes.R_X86_64_PLT32 -> Optional.of(PC32);
            case RelocationTypes.R_X86_64_32S -> Optional.of(SIGNED_32);
            case RelocationTypes.R_X86_64_32 -> Optional.of(UNSIGNED_32);
            case RelocationTypes.R_X86_64_64 -> Optional.of(WHOLE_64);
            default -> Optional.empty();
        };
    }
}
