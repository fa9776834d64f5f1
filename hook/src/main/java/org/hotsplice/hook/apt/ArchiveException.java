/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.apt;

import java.io.IOException;

/** A package's content is not what a package holds. It is the package's fault, unlike all other failures of reading. */
final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    ArchiveException(String message) {
        super(message);
    }
}
