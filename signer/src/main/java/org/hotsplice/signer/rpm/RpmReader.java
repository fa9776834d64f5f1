/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.rpm;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.signer.bundle.ExtractedPackage;
import org.hotsplice.signer.bundle.SafeExtractor;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.tukaani.xz.XZInputStream;

/** Reads an RPM: who it is, or all its files into a folder. Its signature is rpm's business, the bundles' is ours. */
public final class RpmReader {
    private static final int LEAD = 96;
    private static final int LONGEST_PADDING = 1 << 16;
    private static final int XZ_MEMORY_KIB = 256 << 10;

    /** An update package runs nothing when it is installed. */
    private static final List<Integer> SCRIPTS = List.of(
            RpmTag.PRE_INSTALL,
            RpmTag.POST_INSTALL,
            RpmTag.PRE_REMOVE,
            RpmTag.POST_REMOVE,
            RpmTag.TRIGGER_SCRIPTS,
            RpmTag.PRE_TRANSACTION,
            RpmTag.POST_TRANSACTION,
            RpmTag.FILE_TRIGGER_SCRIPTS,
            RpmTag.TRANSACTION_FILE_TRIGGER_SCRIPTS,
            RpmTag.PRE_UNTRANSACTION,
            RpmTag.POST_UNTRANSACTION);

    /** It pushes nothing out and draws nothing in; only its kernel may draw it in. */
    private static final List<Integer> MEDDLING =
            List.of(RpmTag.CONFLICT_NAMES, RpmTag.OBSOLETE_NAMES, RpmTag.SUGGEST_NAMES, RpmTag.ENHANCE_NAMES);

    private final Path file;

    private RpmReader(Path file) {
        this.file = file;
    }

    private interface Step<T> {
        T read(RpmFields signatures, RpmFields fields, InputStream payload) throws IOException, RefusedException;
    }

    /** {@return whether the file starts as an RPM does} */
    public static boolean looksLikeRpm(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] magic = input.readNBytes(4);
            return magic.length == 4 && (magic[0] & 0xff) == 0xed && (magic[1] & 0xff) == 0xab;
        }
    }

    /** {@return what the package says of itself} */
    public static RpmDescription describe(Path file) throws RefusedException {
        RpmReader reader = new RpmReader(file);
        return reader.with((signatures, fields, payload) ->
                new RpmDescription(reader.identity(fields), signatures, fields, LEAD + padded(signatures.length())));
    }

    private static int padded(int length) {
        return (length + 7) / 8 * 8;
    }

    /**
     * {@return the files of an update package}
     *
     * @param target an empty folder that they are written into
     * @throws RefusedException if it holds scripts, or anything but an update package's files
     */
    public static ExtractedPackage extract(Path file, Path target) throws RefusedException {
        RpmReader reader = new RpmReader(file);
        return reader.with((signatures, fields, payload) -> {
            for (int tag : SCRIPTS) {
                if (fields.has(tag)) {
                    throw reader.invalid("has a script (entry " + tag + "); an update package holds data only");
                }
            }
            reader.requireOwnRelations(fields);
            RpmIdentity identity = reader.identity(fields);
            reader.requireOwnKernel(fields, identity.name());
            reader.unpack(
                    reader.unpacked(fields.string(RpmTag.PAYLOAD_COMPRESSOR).orElse("gzip"), payload), target);
            return new ExtractedPackage(file, identity.name(), identity.version(), target);
        });
    }

    private void requireOwnRelations(RpmFields fields) throws IOException, RefusedException {
        for (int tag : MEDDLING) {
            if (fields.has(tag)) {
                throw invalid("concerns other packages (entry " + tag + "): " + fields.strings(tag));
            }
        }
        List<String> needed = fields.strings(RpmTag.REQUIRE_NAMES).stream()
                .filter(name -> !name.startsWith("rpmlib("))
                .toList();
        if (!needed.equals(List.of("hotsplice"))) {
            throw invalid("requires " + needed + ", not 'hotsplice' alone");
        }
    }

    private void requireOwnKernel(RpmFields fields, String name) throws IOException, RefusedException {
        List<String> supplemented = fields.strings(RpmTag.SUPPLEMENT_NAMES);
        String own = RpmUpdatePackage.supplement(name.replaceFirst("^" + ExtractedPackage.PREFIX, ""))
                .name();
        if (!supplemented.isEmpty() && !supplemented.equals(List.of(own))) {
            throw invalid("supplements " + supplemented + ", not '" + own + "' alone");
        }
    }

    private <T> T with(Step<T> step) throws RefusedException {
        try (DataInputStream input = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (input.readInt() != 0xedabeedb) {
                throw invalid("is not an RPM");
            }
            input.skipNBytes(LEAD - Integer.BYTES);
            RpmFields signatures = RpmFields.read(input);
            input.skipNBytes(padded(signatures.length()) - signatures.length());
            return step.read(signatures, RpmFields.read(input), input);
        } catch (IOException | RuntimeException e) {
            // The library reports some damaged archives with unchecked exceptions.
            throw new RefusedException(
                    Issue.of(SignerIssue.PACKAGE_INVALID, file.toString(), "cannot be read as a package: " + e), e);
        }
    }

    private RpmIdentity identity(RpmFields fields) throws IOException, RefusedException {
        RpmIdentity identity = new RpmIdentity(
                fields.string(RpmTag.NAME).orElse(""),
                fields.string(RpmTag.VERSION).orElse(""),
                fields.string(RpmTag.RELEASE).orElse(""),
                fields.string(RpmTag.ARCHITECTURE).orElse(""));
        if (!identity.wellFormed()) {
            throw invalid("has no valid name, version, release and architecture: " + identity);
        }
        return identity;
    }

    private InputStream unpacked(String compressor, InputStream packed) throws IOException, RefusedException {
        return switch (compressor) {
            case "xz" -> new XZInputStream(packed, XZ_MEMORY_KIB);
            case "gzip" -> new GzipCompressorInputStream(packed);
            case "zstd" -> new ZstdInputStream(packed);
            default -> throw invalid("is packed with '" + compressor + "', which is not known");
        };
    }

    private void unpack(InputStream archive, Path target) throws IOException, RefusedException {
        SafeExtractor extractor = new SafeExtractor(file.toString(), target);
        try (CpioArchiveInputStream cpio = new CpioArchiveInputStream(archive)) {
            for (ArchiveEntry next = cpio.getNextEntry();
                    next instanceof CpioArchiveEntry entry;
                    next = cpio.getNextEntry()) {
                if (entry.isDirectory()) {
                    extractor.folder(entry.getName());
                } else if (entry.isRegularFile() && entry.getNumberOfLinks() == 1) {
                    extractor.file(entry.getName(), cpio);
                } else {
                    throw extractor.special(entry.getName());
                }
            }
            // To the end, so that a payload that was cut short is noticed.
            if (archive.readNBytes(LONGEST_PADDING).length == LONGEST_PADDING) {
                throw invalid("has a payload that goes on after its last file");
            }
        }
    }

    private RefusedException invalid(String reason) {
        return new RefusedException(Issue.of(SignerIssue.PACKAGE_INVALID, file.toString(), reason));
    }
}
