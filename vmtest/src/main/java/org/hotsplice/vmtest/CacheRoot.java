/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The folder for what is dear to build and can be thrown away at any time. */
public final class CacheRoot {
    private CacheRoot() {}

    /** {@return the cache folder with this name, made if it is missing} */
    public static Path folder(String name) throws IOException {
        return Files.createDirectories(root().resolve(name));
    }

    private static Path root() {
        String own = System.getenv("HOTSPLICE_CACHE");
        if (own != null && !own.isEmpty()) {
            return Path.of(own);
        }
        String user = System.getenv("XDG_CACHE_HOME");
        Path base = user != null && !user.isEmpty()
                ? Path.of(user)
                : Path.of(System.getProperty("user.home")).resolve(".cache");
        return base.resolve("hotsplice");
    }

    /** {@return a short name for content: equal parts give the same name} */
    public static String key(Iterable<String> parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    /** {@return the SHA-256 of a file in hex} */
    public static String digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (var stream = Files.newInputStream(file)) {
            byte[] block = new byte[1 << 16];
            int n;
            while ((n = stream.read(block)) > 0) {
                digest.update(block, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
