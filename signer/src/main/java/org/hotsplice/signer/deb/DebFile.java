/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.deb;

import java.nio.ByteBuffer;

/**
 * A regular file of a package.
 *
 * @param path from the root, without a slash in front
 * @param content its bytes
 */
public record DebFile(String path, ByteBuffer content) {
    public DebFile {
        if (path.startsWith("/") || path.isEmpty()) {
            throw new IllegalArgumentException("not a path below the root: '" + path + "'");
        }
        content = content.asReadOnlyBuffer();
    }

    byte[] toArray() {
        byte[] copy = new byte[content.remaining()];
        content.duplicate().get(copy);
        return copy;
    }
}
