/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import java.io.IOException;

/** Says that a file is not a kernel image or module that can be read, and why. */
public final class ImageFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param file name of the file
     * @param reason what is wrong, with the values
     */
    public ImageFormatException(String file, String reason) {
        super(file + ": " + reason);
    }

    /**
     * @param file name of the file
     * @param reason what is wrong, with the values
     * @param cause what the reader of the inner format said
     */
    public ImageFormatException(String file, String reason, Throwable cause) {
        super(file + ": " + reason + ": " + cause.getMessage(), cause);
    }
}
