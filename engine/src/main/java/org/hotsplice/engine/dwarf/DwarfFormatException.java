/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.dwarf;

/** Says that debug information is damaged, or of a form not known here. */
public final class DwarfFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param section where
     * @param offset in the section
     * @param reason what is wrong, with the values
     */
    public DwarfFormatException(String section, long offset, String reason) {
        super(String.format("%s at 0x%x: %s", section, offset, reason));
    }
}
