/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.bundle;

import java.nio.ByteBuffer;
import org.hotsplice.update.Manifest.Role;

/**
 * One file to be written into a bundle.
 *
 * @param role what it is for
 * @param part the part that it belongs to; 0 for the report
 * @param bytes its content; read from its position to its limit, which stay as they are
 */
public record BundleContent(Role role, int part, ByteBuffer bytes) {
    public BundleContent {
        bytes = bytes.asReadOnlyBuffer();
    }

    /** {@return a file with a copy of these bytes} */
    public static BundleContent of(Role role, int part, byte[] bytes) {
        return new BundleContent(role, part, ByteBuffer.wrap(bytes.clone()));
    }

    byte[] toArray() {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }
}
