/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Exchanges the certificates that are built into a stock kernel, by which it knows the keys of its modules. All else is
 * the kernel as it was shipped, so it judges modules as it does on every machine, by another key.
 */
public final class BuiltInCertificate {
    /** Fields of the header of a bzImage (Documentation/x86/boot.rst). */
    private static final int SETUP_SECTORS = 0x1f1;

    private static final int PAYLOAD_OFFSET = 0x248;
    private static final int PAYLOAD_LENGTH = 0x24c;
    private static final int SECTOR = 512;

    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

    /** The kernel's build appends the length of the content to the compressed file. */
    private static final int LENGTH_FIELD = Integer.BYTES;

    /** The head of a DER sequence whose length takes two bytes, as that of each certificate does. */
    private static final int SEQUENCE = 0x30;

    private static final int TWO_BYTES = 0x82;
    private static final int HEAD = 4;

    private BuiltInCertificate() {}

    /** Where the certificates lie in the image, and how many bytes they take. */
    private record Place(int at, int length) {
        /** The sizes of all and of the first follow, aligned (certs/system_certificates.S). */
        int sizes() {
            return (at + length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        }
    }

    /**
     * Writes a kernel that knows this certificate and no other.
     *
     * @param vmlinuz the stock kernel, a bzImage with an XZ payload
     * @param certificate an X.509 certificate in DER form, no longer than those that it replaces
     * @param vmlinux the new kernel, an ELF file that QEMU boots through its PVH entry
     * @throws IOException if the kernel is of another form, or the certificate too long
     */
    public static void exchange(Path vmlinuz, byte[] certificate, Path vmlinux)
            throws IOException, InterruptedException {
        Path compressed = vmlinux.resolveSibling(vmlinux.getFileName() + ".xz");
        Files.write(compressed, payload(Files.readAllBytes(vmlinuz), vmlinuz.toString()));
        Command.of("xz", "--decompress", "--force", compressed.toString()).mustRun();
        byte[] image = Files.readAllBytes(vmlinux);
        exchange(image, certificate, vmlinuz.toString());
        Files.write(vmlinux, image);
    }

    private static byte[] payload(byte[] file, String where) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < PAYLOAD_LENGTH + Integer.BYTES) {
            throw new IOException(where + " is too short for a bzImage");
        }
        long from = (1L + Byte.toUnsignedInt(header.get(SETUP_SECTORS))) * SECTOR + header.getInt(PAYLOAD_OFFSET);
        long to = from + header.getInt(PAYLOAD_LENGTH) - LENGTH_FIELD;
        if (from < 0 || to > file.length || from + XZ.length > to) {
            throw new IOException(where + " is no bzImage: its payload would lie at " + from + " to " + to);
        }
        byte[] payload = Arrays.copyOfRange(file, (int) from, (int) to);
        if (!Arrays.equals(payload, 0, XZ.length, XZ, 0, XZ.length)) {
            throw new IOException(where + " is not compressed by XZ");
        }
        return payload;
    }

    /** Puts the certificate into an uncompressed kernel. */
    static void exchange(byte[] image, byte[] certificate, String where) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        List<Place> places = places(bytes);
        if (places.size() != 1) {
            throw new IOException(where + " holds " + places.size() + " lists of certificates, not one");
        }
        Place place = places.get(0);
        if (certificate.length > place.length()) {
            throw new IOException("the certificate has " + certificate.length + " bytes; " + where + " has room for "
                    + place.length());
        }
        Arrays.fill(image, place.at(), place.at() + place.length(), (byte) 0);
        bytes.put(place.at(), certificate);
        bytes.putLong(place.sizes(), certificate.length);
        bytes.putLong(place.sizes() + Long.BYTES, certificate.length);
    }

    private static List<Place> places(ByteBuffer image) {
        List<Place> places = new ArrayList<>();
        for (int at = 0; at < image.limit() - HEAD; at++) {
            if (isSequence(image, at) && isSequence(image, at + HEAD)) {
                Place place = new Place(at, end(image, at) - at);
                int sizes = place.sizes();
                if (sizes + 2 * Long.BYTES <= image.limit()
                        && image.getLong(sizes) == place.length()
                        && image.getLong(sizes + Long.BYTES) <= place.length()
                        && isCertificate(image, at)) {
                    places.add(place);
                }
            }
        }
        return places;
    }

    private static boolean isSequence(ByteBuffer image, int at) {
        return at + HEAD <= image.limit() && image.get(at) == (byte) SEQUENCE && image.get(at + 1) == (byte) TWO_BYTES;
    }

    /** {@return where the last of the sequences ends that lie one behind the other from here on} */
    private static int end(ByteBuffer image, int from) {
        int at = from;
        while (isSequence(image, at) && at + length(image, at) <= image.limit()) {
            at += length(image, at);
        }
        return at;
    }

    private static int length(ByteBuffer image, int at) {
        return HEAD + Byte.toUnsignedInt(image.get(at + 2)) * 256 + Byte.toUnsignedInt(image.get(at + 3));
    }

    private static boolean isCertificate(ByteBuffer image, int at) {
        byte[] bytes = new byte[Math.min(length(image, at), image.limit() - at)];
        image.get(at, bytes);
        try {
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes)) != null;
        } catch (CertificateException e) {
            // Many other bytes begin like a certificate.
            return false;
        }
    }
}
