/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.deb;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.signer.bundle.ExtractedPackage;
import org.hotsplice.signer.bundle.SafeExtractor;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.tukaani.xz.XZInputStream;

/** Reads a binary package: its control file, or all its files into a folder. */
public final class DebReader {
    private static final int LARGEST_CONTROL = 1 << 20;
    private static final int XZ_MEMORY_KIB = 256 << 10;

    /** What an update package may have beside its control file: it runs nothing when it is installed. */
    private static final Set<String> DATA_ONLY = Set.of("", "control", "md5sums");

    private static final List<String> MEDDLING =
            List.of("Pre-Depends", "Conflicts", "Breaks", "Replaces", "Essential", "Protected", "Suggests", "Enhances");

    private final Path file;

    private DebReader(Path file) {
        this.file = file;
    }

    private interface Step<T> {
        T read(TarArchiveInputStream tar) throws IOException, RefusedException;
    }

    /** {@return the fields of a package file} */
    public static DebControl read(Path file) throws RefusedException {
        DebReader reader = new DebReader(file);
        return reader.member("control.tar", tar -> reader.control(tar, false));
    }

    /**
     * {@return the files of an update package}
     *
     * @param target an empty folder that they are written into
     * @throws RefusedException if it holds scripts, or anything but an update package's files
     */
    public static ExtractedPackage extract(Path file, Path target) throws RefusedException {
        DebReader reader = new DebReader(file);
        DebControl control = reader.member("control.tar", tar -> reader.control(tar, true));
        reader.requireModest(control);
        SafeExtractor extractor = new SafeExtractor(file.toString(), target);
        reader.member("data.tar", tar -> {
            for (ArchiveEntry next = tar.getNextEntry();
                    next instanceof TarArchiveEntry entry;
                    next = tar.getNextEntry()) {
                if (entry.isDirectory()) {
                    extractor.folder(entry.getName());
                } else if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) {
                    extractor.file(entry.getName(), tar);
                } else {
                    throw extractor.special(entry.getName());
                }
            }
            return extractor;
        });
        return new ExtractedPackage(file, control.name(), control.version().value(), target);
    }

    /** An update package brings in the client and nothing else, and pushes nothing out. */
    private void requireModest(DebControl control) throws RefusedException {
        for (String field : MEDDLING) {
            if (control.field(field).isPresent()) {
                throw invalid(
                        "has the field " + field + ": '" + control.field(field).get() + "'");
            }
        }
        String depends = control.field("Depends").orElse("");
        if (!depends.equals("hotsplice")) {
            throw invalid("depends on '" + depends + "', not on 'hotsplice' alone");
        }
    }

    private <T> T member(String name, Step<T> step) throws RefusedException {
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file));
                ArArchiveInputStream ar = new ArArchiveInputStream(input)) {
            ArchiveEntry first = ar.getNextEntry();
            if (first == null || !first.getName().equals("debian-binary")) {
                throw invalid("is not a Debian package");
            }
            for (ArchiveEntry next = ar.getNextEntry();
                    next instanceof ArArchiveEntry entry;
                    next = ar.getNextEntry()) {
                if (entry.getName().startsWith(name)) {
                    String suffix = entry.getName().substring(name.length());
                    try (TarArchiveInputStream tar = new TarArchiveInputStream(unpacked(suffix, ar))) {
                        return step.read(tar);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            // The library reports some damaged archives with unchecked exceptions.
            throw new RefusedException(
                    Issue.of(SignerIssue.PACKAGE_INVALID, file.toString(), "cannot be read as a package: " + e), e);
        }
        throw invalid("has no " + name);
    }

    private InputStream unpacked(String suffix, InputStream packed) throws IOException, RefusedException {
        return switch (suffix) {
            case "" -> packed;
            case ".xz" -> new XZInputStream(packed, XZ_MEMORY_KIB);
            case ".gz" -> new GzipCompressorInputStream(packed);
            case ".zst" -> new ZstdInputStream(packed);
            default -> throw invalid("is packed as '" + suffix + "', which is not known");
        };
    }

    private DebControl control(TarArchiveInputStream tar, boolean dataOnly) throws IOException, RefusedException {
        Optional<DebControl> found = Optional.empty();
        for (ArchiveEntry next = tar.getNextEntry(); next instanceof TarArchiveEntry entry; next = tar.getNextEntry()) {
            String name = SafeExtractor.plain(entry.getName());
            if (dataOnly && !DATA_ONLY.contains(name)) {
                throw invalid("has the control file '" + name + "'; an update package holds data only");
            }
            if (name.equals("control")) {
                byte[] bytes = tar.readNBytes(LARGEST_CONTROL + 1);
                if (bytes.length > LARGEST_CONTROL) {
                    throw invalid("has a control file of more than " + LARGEST_CONTROL + " bytes");
                }
                found = Optional.of(DebControl.parse(file, new String(bytes, StandardCharsets.UTF_8)));
            }
        }
        return found.orElseThrow(() -> invalid("has no control file"));
    }

    private RefusedException invalid(String reason) {
        return new RefusedException(Issue.of(SignerIssue.PACKAGE_INVALID, file.toString(), reason));
    }
}
