/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of the client's own files: blocks of {@code key=value} lines with an empty line between them. A shell can
 * read them, and no parser has to be loaded for them.
 */
final class Blocks {
    private Blocks() {}

    /** {@return the blocks of a file; none if it does not exist} */
    static List<Map<String, String>> read(Path file) throws IOException {
        List<Map<String, String>> blocks = new ArrayList<>();
        Map<String, String> block = new LinkedHashMap<>();
        for (String line : linesOf(file)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                block.put(line.substring(0, equals), unescape(line.substring(equals + 1)));
            } else if (line.isEmpty() && !block.isEmpty()) {
                blocks.add(block);
                block = new LinkedHashMap<>();
            }
        }
        if (!block.isEmpty()) {
            blocks.add(block);
        }
        return blocks;
    }

    /** Replaces a file as a whole: a reader, and a machine that loses power, sees the old or the new one. */
    static void write(Path file, List<Map<String, String>> blocks) throws IOException {
        writeText(file, text(blocks));
    }

    /** Replaces a file as a whole by this text. */
    static void writeText(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(channel, content);
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Appends blocks to a file. */
    static void append(Path file, List<Map<String, String>> blocks) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writeAll(channel, text(blocks));
            channel.force(false);
        }
    }

    private static void writeAll(FileChannel channel, String content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String text(List<Map<String, String>> blocks) {
        StringBuilder text = new StringBuilder();
        for (Map<String, String> block : blocks) {
            block.forEach((key, value) ->
                    text.append(key).append('=').append(escape(value)).append('\n'));
            text.append('\n');
        }
        return text.toString();
    }

    private static List<String> linesOf(Path file) throws IOException {
        try {
            // A file that a crash has damaged must not keep the client from working for ever: what is no text is
            // skipped.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescape(String value) {
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < value.length()) {
            char c = value.charAt(i);
            boolean escaped = c == '\\' && i + 1 < value.length();
            if (escaped) {
                char next = value.charAt(i + 1);
                text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(c);
            }
            i += escaped ? 2 : 1;
        }
        return text.toString();
    }
}
