/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.pgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** One signature over a file, kept beside it. */
public final class DetachedSignature {
    private static final int MOST = 32;

    /** Subpackets of a signature over data whose meaning is heeded here, or that say nothing about its validity. */
    private static final Set<Integer> UNDERSTOOD = Set.of(
            SignatureSubpacketTags.CREATION_TIME,
            SignatureSubpacketTags.EXPIRE_TIME,
            SignatureSubpacketTags.ISSUER_KEY_ID,
            SignatureSubpacketTags.ISSUER_FINGERPRINT,
            SignatureSubpacketTags.SIGNER_USER_ID);

    private final PGPSignature signature;

    private DetachedSignature(PGPSignature signature) {
        this.signature = signature;
    }

    /**
     * {@return the signatures in a file, binary or armoured}
     *
     * @throws OpenPgpFormatException if it holds anything else
     */
    public static List<DetachedSignature> read(byte[] bytes) throws OpenPgpFormatException {
        List<Packets.Packet> packets = Packets.split(Packets.withoutArmor(bytes));
        if (packets.isEmpty() || packets.size() > MOST) {
            throw new OpenPgpFormatException("holds " + packets.size() + " packets, 1 to " + MOST + " are allowed");
        }
        List<DetachedSignature> found = new ArrayList<>();
        for (Packets.Packet packet : packets) {
            if (packet.tag() != Packets.SIGNATURE) {
                throw new OpenPgpFormatException("holds packet " + packet.tag() + ", which is not a signature");
            }
            found.add(parse(packet));
        }
        return found;
    }

    private static DetachedSignature parse(Packets.Packet packet) throws OpenPgpFormatException {
        PGPSignature signature;
        try {
            signature = new PGPSignature(new BCPGInputStream(new ByteArrayInputStream(packet.whole())));
            // The library is lenient, for example about the lengths of numbers; one signature has one form here.
            byte[] again = Packets.split(signature.getEncoded()).get(0).body();
            if (!Arrays.equals(again, packet.body())) {
                throw new OpenPgpFormatException("a signature is not in its canonical form");
            }
        } catch (IOException | PGPException | RuntimeException e) {
            // The library reports some malformed packets with unchecked exceptions.
            throw new OpenPgpFormatException("holds a damaged signature: " + e.getMessage(), e);
        }
        requireForm(signature);
        return new DetachedSignature(signature);
    }

    private static void requireForm(PGPSignature signature) throws OpenPgpFormatException {
        if (signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
            throw new OpenPgpFormatException("a signature has type " + signature.getSignatureType() + ", 0 is needed");
        }
        PGPSignatureSubpacketVector hashed = signature.getHashedSubPackets();
        if (hashed == null || !hashed.hasSubpacket(SignatureSubpacketTags.CREATION_TIME)) {
            throw new OpenPgpFormatException("a signature does not say when it was made");
        }
        for (int critical : hashed.getCriticalTags()) {
            if (!UNDERSTOOD.contains(critical)) {
                throw new OpenPgpFormatException(
                        "a signature has the critical subpacket " + critical + ", which is not understood");
            }
        }
        // What the signer did not sign may only help to find the key.
        for (SignatureSubpacket loose : signature.getUnhashedSubPackets().toArray()) {
            int type = loose.getType();
            boolean hint =
                    type == SignatureSubpacketTags.ISSUER_KEY_ID || type == SignatureSubpacketTags.ISSUER_FINGERPRINT;
            if (!hint || loose.isCritical()) {
                throw new OpenPgpFormatException("a signature has the subpacket " + type + ", which is not signed");
            }
        }
    }

    /** {@return the id of the key that is said to have signed, in upper-case hex} */
    public String keyId() {
        return SigningKey.hex(signature.getKeyID());
    }

    /** {@return when it was made} */
    public Instant created() {
        return signature.getCreationTime().toInstant();
    }

    /** {@return up to when it is valid; empty for ever} */
    public Optional<Instant> expires() {
        long seconds = signature.getHashedSubPackets().getSignatureExpirationTime();
        return seconds == 0 ? Optional.empty() : Optional.of(created().plusSeconds(seconds));
    }

    /** {@return what is too weak in it: the digest or the key; empty if nothing is} */
    public Optional<String> weakness(SigningKey by) {
        if (!Algorithms.strongHash(signature.getHashAlgorithm())) {
            return Optional.of(Algorithms.hashName(signature.getHashAlgorithm()));
        }
        return by.strong() ? Optional.empty() : Optional.of(by.algorithm());
    }

    /** {@return whether exactly these bytes were signed with this key; says nothing about whom to trust} */
    public boolean fits(byte[] data, SigningKey by) {
        if (signature.getKeyAlgorithm() != by.key().getAlgorithm() || created().isBefore(keyCreated(by))) {
            return false;
        }
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), by.key());
            signature.update(data);
            return signature.verify() && prefixFits(data);
        } catch (PGPException | RuntimeException e) {
            // Values out of the algorithm's range end here: the signature does not fit.
            return false;
        }
    }

    private static Instant keyCreated(SigningKey by) {
        return by.key().getCreationTime().toInstant();
    }

    // The first two bytes of the digest are in the packet, unsigned; a packet in which they are wrong was altered.
    private boolean prefixFits(byte[] data) {
        try {
            MessageDigest digest = MessageDigest.getInstance(Algorithms.hashName(signature.getHashAlgorithm()));
            digest.update(data);
            byte[] value = digest.digest(signature.getSignatureTrailer());
            return Arrays.equals(Arrays.copyOf(value, 2), signature.getDigestPrefix());
        } catch (NoSuchAlgorithmException e) {
            return false;
        }
    }
}
