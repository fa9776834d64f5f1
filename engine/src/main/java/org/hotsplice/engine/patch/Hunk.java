/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.patch;

/**
 * One hunk of a file's change.
 *
 * @param oldStart the first line in the old file, from 1; 0 if the old file has no line here
 * @param oldCount how many lines of the old file it covers
 * @param newStart the first line in the new file
 * @param newCount how many lines of the new file it covers
 */
public record Hunk(int oldStart, int oldCount, int newStart, int newCount) {
    public Hunk {
        if (oldStart < 0 || oldCount < 0 || newStart < 0 || newCount < 0) {
            throw new IllegalArgumentException("a hunk's numbers are not negative");
        }
    }
}
