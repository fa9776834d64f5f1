/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.deb;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.tukaani.xz.XZInputStream;

/** Reads the control file of a binary package. */
public final class DebReader {
    private static final int LARGEST_CONTROL = 1 << 20;
    private static final int XZ_MEMORY_KIB = 256 << 10;

    private DebReader() {}

    /** {@return the fields of a package file} */
    public static DebControl read(Path file) throws IOException, RefusedException {
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file));
                ArArchiveInputStream ar = new ArArchiveInputStream(input)) {
            ArArchiveEntry first = ar.getNextEntry();
            if (first == null || !first.getName().equals("debian-binary")) {
                throw invalid(file, "is not a Debian package");
            }
            for (ArArchiveEntry entry = ar.getNextEntry(); entry != null; entry = ar.getNextEntry()) {
                if (entry.getName().startsWith("control.tar")) {
                    return control(file, unpacked(file, entry.getName(), ar));
                }
            }
        } catch (IOException | RuntimeException e) {
            // The library reports some damaged archives with unchecked exceptions.
            throw new RefusedException(
                    Issue.of(SignerIssue.PACKAGE_INVALID, file.toString(), "cannot be read as a package: " + e), e);
        }
        throw invalid(file, "has no control file");
    }

    private static InputStream unpacked(Path file, String name, InputStream packed)
            throws IOException, RefusedException {
        return switch (name) {
            case "control.tar" -> packed;
            case "control.tar.xz" -> new XZInputStream(packed, XZ_MEMORY_KIB);
            case "control.tar.gz" -> new GzipCompressorInputStream(packed);
            case "control.tar.zst" -> new ZstdInputStream(packed);
            default -> throw invalid(file, "packs its control file as " + name);
        };
    }

    private static DebControl control(Path file, InputStream unpacked) throws IOException, RefusedException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName();
                if (name.equals("./control") || name.equals("control")) {
                    byte[] bytes = tar.readNBytes(LARGEST_CONTROL + 1);
                    if (bytes.length > LARGEST_CONTROL) {
                        throw invalid(file, "has a control file of more than " + LARGEST_CONTROL + " bytes");
                    }
                    return DebControl.parse(file, new String(bytes, StandardCharsets.UTF_8));
                }
            }
        }
        throw invalid(file, "has no control file");
    }

    private static RefusedException invalid(Path file, String reason) {
        return new RefusedException(Issue.of(SignerIssue.PACKAGE_INVALID, file.toString(), reason));
    }
}
