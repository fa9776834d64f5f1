/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.patch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * A unified diff whose paths have one leading folder, as {@code git diff} and {@code diff -urpN} write it.
 *
 * @param name what to call it in messages
 * @param text the diff as it was given, byte for byte as ISO 8859-1
 * @param changes what it does to each file, in its order
 */
public record UnifiedDiff(String name, String text, List<FileChange> changes) {
    private static final long LARGEST = 64L << 20;

    public UnifiedDiff {
        changes = List.copyOf(changes);
    }

    /** {@return the diff in that file} */
    public static UnifiedDiff read(Path file) throws IOException, RefusedException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > LARGEST) {
            throw new RefusedException(Issue.of(EngineIssue.PATCH_MALFORMED, name, 1, "larger than 64 MiB"));
        }
        return parse(name, Files.readAllBytes(file));
    }

    /** {@return the diff that these bytes hold} */
    public static UnifiedDiff parse(String name, byte[] bytes) throws RefusedException {
        // Kernel files are not all UTF-8; this character set keeps each byte.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return new UnifiedDiff(name, text, new DiffParser(name, text).parse());
    }

    /** {@return every path that exists before or after, sorted} */
    public Set<String> paths() {
        Set<String> paths = new TreeSet<>();
        for (FileChange change : changes) {
            paths.add(change.oldPath());
            paths.add(change.newPath());
        }
        return paths;
    }
}
