/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.deb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a binary package, deb(5) format 2.0. Files belong to root, are in the order of their paths and carry one given
 * time, so the same input gives the same bytes.
 */
final class DebWriter {
    private static final int FILE_MODE = 0100644;
    private static final int FOLDER_MODE = 040755;

    private final Instant time;
    private final Compression compression;

    DebWriter(Instant time, Compression compression) {
        this.time = time;
        this.compression = compression;
    }

    byte[] write(Map<String, String> control, List<DebFile> files) throws IOException {
        NavigableMap<String, byte[]> data = new TreeMap<>();
        files.forEach(file -> data.put(file.path(), file.toArray()));

        NavigableMap<String, byte[]> administration = new TreeMap<>();
        administration.put("control", controlText(control, data));
        administration.put("md5sums", md5sums(data));

        ByteArrayOutputStream deb = new ByteArrayOutputStream();
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(deb)) {
            member(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
            member(ar, "control.tar" + compression.suffix(), compression.compress(tar(administration)));
            member(ar, "data.tar" + compression.suffix(), compression.compress(tar(data)));
        }
        return deb.toByteArray();
    }

    private void member(ArArchiveOutputStream ar, String name, byte[] bytes) throws IOException {
        ar.putArchiveEntry(new ArArchiveEntry(name, bytes.length, 0, 0, FILE_MODE, time.getEpochSecond()));
        ar.write(bytes);
        ar.closeArchiveEntry();
    }

    private static byte[] controlText(Map<String, String> control, Map<String, byte[]> data) {
        // Policy 5.6.20: each file rounded up to whole KiB, and one for each folder.
        long size = data.values().stream()
                .mapToLong(bytes -> (bytes.length + 1023) / 1024)
                .sum();
        long folders = data.keySet().stream()
                .flatMap(path -> parents(path).stream())
                .distinct()
                .count();
        StringBuilder text = new StringBuilder();
        control.forEach((field, value) -> {
            if (field.equals("Description")) {
                text.append("Installed-Size: ").append(size + folders).append('\n');
            }
            text.append(field).append(": ").append(value).append('\n');
        });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] md5sums(Map<String, byte[]> data) {
        StringBuilder text = new StringBuilder();
        data.forEach((path, bytes) ->
                text.append(md5(bytes)).append("  ").append(path).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    // dpkg's own record against accidental damage; what is trusted is the manifest's SHA-256.
    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has MD5", e);
        }
    }

    private byte[] tar(NavigableMap<String, byte[]> files) throws IOException {
        NavigableMap<String, byte[]> entries = new TreeMap<>();
        files.forEach((path, bytes) -> {
            parents(path).forEach(parent -> entries.put(parent, new byte[0]));
            entries.put("./" + path, bytes);
        });
        entries.put("./", new byte[0]);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(tar, entry.getKey(), entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static List<String> parents(String path) {
        List<String> parents = new java.util.ArrayList<>();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            parents.add("./" + path.substring(0, slash + 1));
        }
        return parents;
    }

    private void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        boolean folder = name.endsWith("/");
        TarArchiveEntry entry = new TarArchiveEntry(name, folder ? TarConstants.LF_DIR : TarConstants.LF_NORMAL, true);
        entry.setMode(folder ? FOLDER_MODE : FILE_MODE);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setModTime(java.nio.file.attribute.FileTime.from(time));
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
