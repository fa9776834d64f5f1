/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.engine.process.Workers;
import org.hotsplice.update.RefusedException;

/** Reads the {@code #include} lines of a kernel tree. */
final class IncludeScan {
    /** Begins the path, from the top of the tree, of a file that is included for certain. */
    static final String EXACTLY = "/";

    /** Folders at the top that hold nothing the kernel is compiled from. */
    private static final Set<String> LEFT_OUT =
            Set.of("Documentation", "tools", "samples", "scripts", "LICENSES", ".git");

    private static final int FILES_AT_ONCE = 512;

    /** What such a macro stands for. */
    private static final Pattern HEADER = Pattern.compile("[<\"]([\\w./-]+\\.h)[>\"]$");

    private final Path tree;
    private final int jobs;

    IncludeScan(Path tree, int jobs) {
        this.tree = tree;
        this.jobs = jobs;
    }

    /** One {@code #include} line. */
    record Line(String named, boolean quoted) {}

    /** {@return what each file includes: the path of a file that is known, or else what the line names} */
    Map<String, List<String>> run() throws IOException, RefusedException {
        List<Path> files = files();
        List<Callable<Map<String, List<String>>>> tasks = new ArrayList<>();
        for (int from = 0; from < files.size(); from += FILES_AT_ONCE) {
            List<Path> some = files.subList(from, Math.min(files.size(), from + FILES_AT_ONCE));
            tasks.add(() -> scan(some));
        }
        Map<String, List<String>> all = new TreeMap<>();
        Workers.all(tasks, jobs).forEach(all::putAll);
        return all;
    }

    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return leftOut(tree.relativize(folder)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = String.valueOf(file.getFileName());
                if (attributes.isRegularFile() && mayInclude(name)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static boolean leftOut(Path folder) {
        String top = folder.getName(0).toString();
        boolean otherArchitecture = top.equals("arch")
                && folder.getNameCount() > 1
                && !folder.getName(1).toString().equals("x86");
        return LEFT_OUT.contains(top) || otherArchitecture;
    }

    private static boolean mayInclude(String name) {
        return name.endsWith(".c") || name.endsWith(".h") || name.endsWith(".S") || name.endsWith(".inc");
    }

    private Map<String, List<String>> scan(List<Path> files) throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        for (Path file : files) {
            List<String> included = lines(Files.readString(file, StandardCharsets.ISO_8859_1)).stream()
                    .map(line -> included(file, line))
                    .toList();
            if (!included.isEmpty()) {
                found.put(tree.relativize(file).toString(), included);
            }
        }
        return found;
    }

    /** Before all folders that it is told of, the compiler looks beside the file for a name in double quotes. */
    private String included(Path from, Line line) {
        if (!line.quoted()) {
            return line.named();
        }
        Path beside = from.resolveSibling(line.named()).normalize();
        return beside.startsWith(tree) && Files.isRegularFile(beside)
                ? EXACTLY + tree.relativize(beside)
                : line.named();
    }

    /** {@return the {@code #include} lines of a text, and headers that a macro names for lines that name the macro} */
    static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        Matcher header = HEADER.matcher(text);
        int hash = text.indexOf('#');
        while (hash >= 0) {
            int at = skipBlanks(text, hash + 1);
            if (text.startsWith("include", at) && startsLine(text, hash)) {
                at = skipBlanks(text, at + "include".length());
                char open = at < text.length() ? text.charAt(at) : ' ';
                char close = open == '<' ? '>' : open;
                int end = open == '<' || open == '"' ? text.indexOf(close, at + 1) : -1;
                int line = text.indexOf('\n', at);
                if (end > 0 && (line < 0 || end < line)) {
                    lines.add(new Line(text.substring(at + 1, end), open == '"'));
                }
            } else if (text.startsWith("define", at) && startsLine(text, hash)) {
                int line = text.indexOf('\n', at);
                if (header.region(at, line < 0 ? text.length() : line).find()) {
                    lines.add(new Line(header.group(1), false));
                }
            }
            hash = text.indexOf('#', hash + 1);
        }
        return lines;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static boolean startsLine(String text, int hash) {
        int at = hash - 1;
        while (at >= 0 && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at--;
        }
        return at < 0 || text.charAt(at) == '\n';
    }
}
