/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.rpm;

import java.nio.ByteBuffer;

/**
 * A file or folder of a package.
 *
 * @param path from the root, with a slash in front
 * @param folder whether it is a folder
 * @param documentation whether it is documentation
 * @param content a file's bytes; empty for a folder
 */
record RpmEntry(String path, boolean folder, boolean documentation, ByteBuffer content) {
    private static final int FILE_MODE = 0100644;
    private static final int FOLDER_MODE = 040755;
    private static final int FOLDER_SIZE = 4096;
    private static final int DOCUMENTATION = 1 << 1;

    RpmEntry {
        content = content.asReadOnlyBuffer();
    }

    static RpmEntry folder(String path) {
        return new RpmEntry(path, true, false, ByteBuffer.allocate(0));
    }

    static RpmEntry file(String path, ByteBuffer content) {
        return new RpmEntry(path, false, false, content);
    }

    int mode() {
        return folder ? FOLDER_MODE : FILE_MODE;
    }

    int size() {
        return folder ? FOLDER_SIZE : content.remaining();
    }

    int flags() {
        return documentation ? DOCUMENTATION : 0;
    }

    String folderName() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    String baseName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    byte[] bytes() {
        byte[] copy = new byte[content.remaining()];
        content.duplicate().get(copy);
        return copy;
    }
}
