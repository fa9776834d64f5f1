/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.patch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;

/** Reads a unified diff line by line. Prose between files is passed over; a damaged hunk is an error. */
final class DiffParser {
    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*");
    private static final Pattern GIT_HEADER = Pattern.compile("diff --git a/(.+) b/(.+)");
    private static final String NOTHING = "/dev/null";

    private final String name;
    private final List<String> lines;
    private final List<FileChange> changes = new ArrayList<>();
    private final Set<String> written = new HashSet<>();
    private int next;

    DiffParser(String name, String text) {
        this.name = name;
        this.lines = List.of(text.split("\n", -1));
    }

    List<FileChange> parse() throws RefusedException {
        while (next < lines.size()) {
            String line = line(next);
            if (line.startsWith("diff --git ")) {
                gitFile();
            } else if (isFileHeader(next)) {
                plainFile();
            } else if (line.startsWith("@@ -")) {
                throw malformed("a hunk without the '---' and '+++' lines of its file");
            } else {
                next++;
            }
        }
        if (changes.isEmpty()) {
            throw malformed("no file is changed by it");
        }
        return changes;
    }

    private boolean isFileHeader(int index) {
        return line(index).startsWith("--- ")
                && index + 1 < lines.size()
                && line(index + 1).startsWith("+++ ");
    }

    private void plainFile() throws RefusedException {
        String before = path(line(next).substring(4));
        next++;
        String after = path(line(next).substring(4));
        next++;
        List<Hunk> hunks = hunks();
        if (hunks.isEmpty()) {
            throw malformed("a file header without a hunk");
        }
        Hunk first = hunks.get(0);
        boolean one = hunks.size() == 1;
        FileChange.Kind kind = FileChange.Kind.MODIFIED;
        if (before.equals(NOTHING) || (one && first.oldStart() == 0 && first.oldCount() == 0)) {
            kind = FileChange.Kind.ADDED;
        } else if (after.equals(NOTHING) || (one && first.newStart() == 0 && first.newCount() == 0)) {
            kind = FileChange.Kind.DELETED;
        }
        add(kind, kind == FileChange.Kind.ADDED ? after : before, after.equals(NOTHING) ? before : after, hunks);
    }

    private void gitFile() throws RefusedException {
        Matcher header = GIT_HEADER.matcher(line(next));
        if (!header.matches()) {
            throw malformed("a 'diff --git' line without plain a/ and b/ paths");
        }
        GitHeader git = new GitHeader();
        next++;
        while (next < lines.size() && git.take(line(next))) {
            next++;
        }
        if (next < lines.size()
                && (line(next).startsWith("GIT binary patch") || line(next).startsWith("Binary files "))) {
            throw malformed("a binary file cannot be patched");
        }
        String before = git.from == null ? header.group(1) : git.from;
        String after = git.to == null ? header.group(2) : git.to;
        List<Hunk> hunks = List.of();
        if (next < lines.size() && isFileHeader(next)) {
            String named = path(line(next).substring(4));
            before = named.equals(NOTHING) ? before : named;
            next++;
            named = path(line(next).substring(4));
            after = named.equals(NOTHING) ? after : named;
            next++;
            hunks = hunks();
            if (hunks.isEmpty()) {
                throw malformed("a file header without a hunk");
            }
        }
        add(git.kind, git.kind == FileChange.Kind.ADDED ? after : before, after, hunks);
    }

    /** The lines that git writes between {@code diff --git} and {@code ---}. */
    private static final class GitHeader {
        private FileChange.Kind kind = FileChange.Kind.MODIFIED;
        private @Nullable String from;
        private @Nullable String to;

        boolean take(String line) {
            if (line.startsWith("new file mode ")) {
                kind = FileChange.Kind.ADDED;
            } else if (line.startsWith("deleted file mode ")) {
                kind = FileChange.Kind.DELETED;
            } else if (line.startsWith("rename from ")) {
                kind = FileChange.Kind.RENAMED;
                from = line.substring("rename from ".length());
            } else if (line.startsWith("rename to ")) {
                to = line.substring("rename to ".length());
            } else if (line.startsWith("copy from ")) {
                kind = FileChange.Kind.COPIED;
                from = line.substring("copy from ".length());
            } else if (line.startsWith("copy to ")) {
                to = line.substring("copy to ".length());
            } else {
                return line.startsWith("index ")
                        || line.startsWith("old mode ")
                        || line.startsWith("new mode ")
                        || line.startsWith("similarity index ")
                        || line.startsWith("dissimilarity index ");
            }
            return true;
        }
    }

    private void add(FileChange.Kind kind, String before, String after, List<Hunk> hunks) throws RefusedException {
        checkInside(before);
        checkInside(after);
        if (!written.add(after)) {
            throw malformed("the file '" + after + "' is changed twice; pass one diff of the whole change");
        }
        changes.add(new FileChange(kind, before, after, hunks));
    }

    private List<Hunk> hunks() throws RefusedException {
        List<Hunk> hunks = new ArrayList<>();
        while (next < lines.size() && line(next).startsWith("@@ ")) {
            Matcher header = HUNK.matcher(line(next));
            if (!header.matches()) {
                throw malformed("not a hunk header: '" + shortened(line(next)) + "'");
            }
            Hunk hunk = new Hunk(number(header, 1), number(header, 2), number(header, 3), number(header, 4));
            next++;
            body(hunk);
            hunks.add(hunk);
        }
        return hunks;
    }

    private void body(Hunk hunk) throws RefusedException {
        int before = hunk.oldCount();
        int after = hunk.newCount();
        while (before > 0 || after > 0) {
            if (next >= lines.size()) {
                throw malformed("the hunk ends " + Math.max(before, after) + " lines early");
            }
            String line = lines.get(next);
            char kind = line.isEmpty() || line.equals("\r") ? ' ' : line.charAt(0);
            boolean lastEmpty = line.isEmpty() && next == lines.size() - 1;
            if (lastEmpty || (kind != ' ' && kind != '+' && kind != '-' && kind != '\\')) {
                throw malformed("the hunk ends " + Math.max(before, after) + " lines early");
            }
            before -= kind == ' ' || kind == '-' ? 1 : 0;
            after -= kind == ' ' || kind == '+' ? 1 : 0;
            if (before < 0 || after < 0) {
                throw malformed("the hunk has other numbers of lines than its header says");
            }
            next++;
        }
        if (next < lines.size() && line(next).startsWith("\\")) {
            next++;
        }
        checkEnd();
    }

    /** A line of a hunk after its end means that the header's counts are wrong; patch(1) would pass over it. */
    private void checkEnd() throws RefusedException {
        if (next >= lines.size()) {
            return;
        }
        String line = line(next);
        boolean signature = line.equals("-- ") || line.equals("--");
        if (line.startsWith("+")
                || line.startsWith(" ")
                || (line.startsWith("-") && !signature && !isFileHeader(next))) {
            throw malformed("the hunk goes on after the number of lines that its header says");
        }
    }

    private static int number(Matcher header, int group) {
        String digits = header.group(group);
        return digits == null ? 1 : Integer.parseInt(digits);
    }

    /** {@return the path of a {@code ---} or {@code +++} line, without its first folder and its time} */
    private String path(String field) throws RefusedException {
        int tab = field.indexOf('\t');
        String path = (tab < 0 ? field : field.substring(0, tab)).stripTrailing();
        if (path.equals(NOTHING)) {
            return path;
        }
        if (path.startsWith("\"")) {
            throw malformed("paths with unusual characters are not supported: " + shortened(path));
        }
        int slash = path.indexOf('/');
        if (path.startsWith("/")) {
            throw outside(path);
        }
        if (slash < 0) {
            throw malformed("the path '" + shortened(path) + "' has no leading folder such as a/ or b/");
        }
        return path.substring(slash + 1);
    }

    private void checkInside(String path) throws RefusedException {
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals("..") || part.equals(".") || part.equals(".git")) {
                throw outside(path);
            }
        }
        if (path.chars().anyMatch(character -> character < ' ' || character > '~')) {
            throw malformed("paths with unusual characters are not supported: " + shortened(path));
        }
    }

    /** {@return the line without the carriage return that some mailers add} */
    private String line(int index) {
        String line = lines.get(index);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private RefusedException outside(String path) {
        return new RefusedException(Issue.of(EngineIssue.PATCH_OUTSIDE_TREE, name, shortened(path)));
    }

    private RefusedException malformed(String what) {
        return new RefusedException(Issue.of(EngineIssue.PATCH_MALFORMED, name, next + 1, what));
    }
}
