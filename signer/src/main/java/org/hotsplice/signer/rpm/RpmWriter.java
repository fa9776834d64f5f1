/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.rpm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;
import org.hotsplice.signer.deb.Compression;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.BoundedFiles;

/**
 * Puts an RPM of format 4 together. The header holds the digest of the payload and is what is signed, so the signature
 * covers both.
 */
final class RpmWriter {
    private static final int SHA256 = 8;
    private static final int LEAD = 96;
    private static final int NAME_IN_LEAD = 66;

    private final RpmHeader header;
    private final String fullName;
    private final Instant time;
    private final Compression compression;

    /**
     * @param header the entries that say what the package is; those on files and payload are added here
     * @param fullName name, version and release
     */
    RpmWriter(RpmHeader header, String fullName, Instant time, Compression compression) {
        this.header = header;
        this.fullName = fullName;
        this.time = time;
        this.compression = compression;
    }

    byte[] write(List<RpmEntry> entries, SigningIdentity identity, boolean rsa) throws IOException, RefusedException {
        byte[] archive = archive(entries);
        byte[] payload = compression.compress(archive);
        files(entries);
        header.string(RpmTag.PAYLOAD_FORMAT, "cpio")
                .string(RpmTag.PAYLOAD_COMPRESSOR, compressor())
                .string(RpmTag.PAYLOAD_FLAGS, compression == Compression.ZSTD ? "19" : "6")
                .strings(RpmTag.PAYLOAD_DIGESTS, List.of(BoundedFiles.sha256(payload)))
                .numbers(RpmTag.PAYLOAD_DIGEST_ALGORITHM, List.of(SHA256));
        byte[] main = header.toBytes();
        byte[] signatures = signatures(main, payload, archive.length, identity, rsa);

        ByteArrayOutputStream rpm = new ByteArrayOutputStream();
        rpm.writeBytes(lead());
        rpm.writeBytes(signatures);
        rpm.writeBytes(new byte[(8 - signatures.length % 8) % 8]);
        rpm.writeBytes(main);
        rpm.writeBytes(payload);
        return rpm.toByteArray();
    }

    private String compressor() {
        return switch (compression) {
            case XZ -> "xz";
            case ZSTD -> "zstd";
            case GZIP -> "gzip";
        };
    }

    /** {@return the feature that rpm must have for this payload; gzip needs none} */
    static List<RpmDependency> features(Compression compression) {
        List<RpmDependency> features = new ArrayList<>();
        features.add(RpmDependency.feature("CompressedFileNames", "3.0.4-1"));
        features.add(RpmDependency.feature("FileDigests", "4.6.0-1"));
        features.add(RpmDependency.feature("PayloadFilesHavePrefix", "4.0-1"));
        switch (compression) {
            case XZ -> features.add(RpmDependency.feature("PayloadIsXz", "5.2-1"));
            case ZSTD -> features.add(RpmDependency.feature("PayloadIsZstd", "5.4.18-1"));
            case GZIP -> {}
        }
        return features;
    }

    private byte[] archive(List<RpmEntry> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CpioArchiveOutputStream cpio = new CpioArchiveOutputStream(bytes, CpioConstants.FORMAT_NEW)) {
            int inode = 1;
            for (RpmEntry entry : entries) {
                CpioArchiveEntry member = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, "." + entry.path());
                member.setMode(entry.mode());
                member.setSize(entry.content().remaining());
                member.setTime(time.getEpochSecond());
                member.setInode(inode++);
                member.setNumberOfLinks(entry.folder() ? 2 : 1);
                cpio.putArchiveEntry(member);
                cpio.write(entry.bytes());
                cpio.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private void files(List<RpmEntry> entries) {
        List<String> folders =
                entries.stream().map(RpmEntry::folderName).distinct().toList();
        List<Integer> inodes = new ArrayList<>();
        for (int inode = 1; inode <= entries.size(); inode++) {
            inodes.add(inode);
        }
        int seconds = (int) time.getEpochSecond();
        header.numbers(
                        RpmTag.SIZE,
                        List.of(entries.stream().mapToInt(RpmEntry::size).sum()))
                .numbers(RpmTag.FILE_SIZES, map(entries, RpmEntry::size))
                .shorts(RpmTag.FILE_MODES, map(entries, RpmEntry::mode))
                .shorts(RpmTag.FILE_DEVICE_NUMBERS, map(entries, entry -> 0))
                .numbers(RpmTag.FILE_TIMES, map(entries, entry -> seconds))
                .strings(
                        RpmTag.FILE_DIGESTS,
                        map(entries, entry -> entry.folder() ? "" : BoundedFiles.sha256(entry.bytes())))
                .strings(RpmTag.FILE_LINKS, map(entries, entry -> ""))
                .numbers(RpmTag.FILE_FLAGS, map(entries, RpmEntry::flags))
                .strings(RpmTag.FILE_USERS, map(entries, entry -> "root"))
                .strings(RpmTag.FILE_GROUPS, map(entries, entry -> "root"))
                .numbers(RpmTag.FILE_VERIFY_FLAGS, map(entries, entry -> -1))
                .numbers(RpmTag.FILE_DEVICES, map(entries, entry -> 1))
                .numbers(RpmTag.FILE_INODES, inodes)
                .strings(RpmTag.FILE_LANGUAGES, map(entries, entry -> ""))
                .numbers(RpmTag.FOLDER_INDEXES, map(entries, entry -> folders.indexOf(entry.folderName())))
                .strings(RpmTag.BASE_NAMES, map(entries, RpmEntry::baseName))
                .strings(RpmTag.FOLDER_NAMES, folders)
                .numbers(RpmTag.FILE_DIGEST_ALGORITHM, List.of(SHA256));
    }

    private static <T> List<T> map(List<RpmEntry> entries, Function<RpmEntry, T> function) {
        return entries.stream().map(function).toList();
    }

    private byte[] signatures(byte[] main, byte[] payload, int archiveSize, SigningIdentity identity, boolean rsa)
            throws IOException, RefusedException {
        byte[] whole = Arrays.copyOf(main, main.length + payload.length);
        System.arraycopy(payload, 0, whole, main.length, payload.length);
        int tag = rsa ? RpmTag.SIGNATURE_RSA_HEADER : RpmTag.SIGNATURE_DSA_HEADER;
        // SHA-1 and MD5 are there for old readers; what counts is the signature.
        return new RpmHeader(RpmTag.REGION_SIGNATURES)
                .binary(tag, identity.detached(main, time))
                .string(RpmTag.SIGNATURE_SHA1_HEADER, HexFormat.of().formatHex(digest("SHA-1", main)))
                .string(RpmTag.SIGNATURE_SHA256_HEADER, BoundedFiles.sha256(main))
                .numbers(RpmTag.SIGNATURE_SIZE, List.of(whole.length))
                .binary(RpmTag.SIGNATURE_MD5, digest("MD5", whole))
                .numbers(RpmTag.SIGNATURE_PAYLOAD_SIZE, List.of(archiveSize))
                .toBytes();
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + algorithm, e);
        }
    }

    private byte[] lead() {
        byte[] name = fullName.getBytes(StandardCharsets.UTF_8);
        ByteBuffer lead = ByteBuffer.allocate(LEAD);
        lead.putInt(0xedabeedb).put((byte) 3).put((byte) 0);
        lead.putShort((short) 0).putShort((short) 1);
        lead.put(Arrays.copyOf(Arrays.copyOf(name, Math.min(name.length, NAME_IN_LEAD - 1)), NAME_IN_LEAD));
        lead.putShort((short) 1).putShort((short) 5);
        return lead.array();
    }
}
