/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

/** Says that a file is not an ELF object that can be relied on, and where that shows. */
public final class ElfFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String section;
    private final long offset;
    private final String reason;

    /**
     * @param file name of the file
     * @param section name or number of the section, or "header"
     * @param offset within the section or header
     * @param reason what is wrong, with the values
     */
    public ElfFormatException(String file, String section, long offset, String reason) {
        super(String.format("%s: %s at 0x%x: %s", file, section, offset, reason));
        this.file = file;
        this.section = section;
        this.offset = offset;
        this.reason = reason;
    }

    /** {@return name of the file} */
    public String file() {
        return file;
    }

    /** {@return name or number of the section, or "header"} */
    public String section() {
        return section;
    }

    /** {@return offset within the section or header} */
    public long offset() {
        return offset;
    }

    /** {@return what is wrong, with the values} */
    public String reason() {
        return reason;
    }
}
