/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.pgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/** Reads files of public keys. */
final class CertificateReader {
    private static final int MOST = 64;

    private CertificateReader() {}

    static List<Certificate> read(byte[] bytes) throws OpenPgpFormatException {
        List<Certificate> certificates = new ArrayList<>();
        ByteArrayOutputStream ring = new ByteArrayOutputStream();
        for (Packets.Packet packet : Packets.split(Packets.withoutArmor(bytes))) {
            if (packet.tag() == Packets.PUBLIC_KEY) {
                finish(ring, certificates);
            } else if (ring.size() == 0) {
                throw new OpenPgpFormatException("does not start with a public key, but with packet " + packet.tag());
            }
            if (belongs(packet.tag())) {
                ring.writeBytes(packet.whole());
            }
        }
        finish(ring, certificates);
        if (certificates.isEmpty()) {
            throw new OpenPgpFormatException("holds no public key");
        }
        return certificates;
    }

    // Trust packets and the like are local notes of other programs.
    private static boolean belongs(int tag) {
        return tag == Packets.PUBLIC_KEY
                || tag == Packets.PUBLIC_SUBKEY
                || tag == Packets.SIGNATURE
                || tag == Packets.USER_ID
                || tag == Packets.USER_ATTRIBUTE;
    }

    private static void finish(ByteArrayOutputStream ring, List<Certificate> into) throws OpenPgpFormatException {
        if (ring.size() == 0) {
            return;
        }
        if (into.size() == MOST) {
            throw new OpenPgpFormatException("holds more than " + MOST + " public keys");
        }
        try {
            PGPPublicKeyRing keys = new PGPPublicKeyRing(
                    new ByteArrayInputStream(ring.toByteArray()), new BcKeyFingerprintCalculator());
            into.add(new SelfSignatures(keys).certificate());
        } catch (IOException | RuntimeException e) {
            // The library reports some malformed packets with unchecked exceptions.
            throw new OpenPgpFormatException("holds a damaged public key: " + e.getMessage(), e);
        }
        ring.reset();
    }
}
