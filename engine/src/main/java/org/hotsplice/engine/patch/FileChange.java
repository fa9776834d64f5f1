/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.patch;

import java.util.List;

/**
 * What a diff does to one file.
 *
 * @param kind how
 * @param oldPath the path before, relative to the tree; equal to {@code newPath} unless the file is renamed or copied
 * @param newPath the path after, relative to the tree
 * @param hunks the changes to its lines; empty for a mere rename or change of mode
 */
public record FileChange(Kind kind, String oldPath, String newPath, List<Hunk> hunks) {
    /** How a file changes. */
    public enum Kind {
        MODIFIED,
        ADDED,
        DELETED,
        RENAMED,
        COPIED
    }

    public FileChange {
        hunks = List.copyOf(hunks);
    }

    /** {@return whether the file is there before the change} */
    public boolean existsBefore() {
        return kind != Kind.ADDED;
    }

    /** {@return whether the file is there after the change} */
    public boolean existsAfter() {
        return kind != Kind.DELETED;
    }
}
