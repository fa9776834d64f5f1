/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.nio.file.Path;

/** A guest that was saved while it ran: its memory and its disk, in one folder of the cache. */
record SavedState(Path folder) {
    Path memory() {
        return folder.resolve("memory");
    }

    Path disk() {
        return folder.resolve("disk.qcow2");
    }
}
