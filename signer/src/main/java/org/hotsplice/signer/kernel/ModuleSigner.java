/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Appends the signature that the kernel's module loader looks for, as {@code scripts/sign-file} does: a detached CMS
 * message without certificates and signed attributes, its length, and a magic line
 * (Documentation/admin-guide/module-signing.rst).
 */
public final class ModuleSigner {
    private static final byte[] MAGIC = "~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STRUCTURE = 12;
    private static final int ID_TYPE_PKCS7 = 2;

    private final ModuleKey key;

    public ModuleSigner(ModuleKey key) {
        this.key = key;
    }

    /** {@return the module with a signature; one that it had is replaced} */
    public byte[] sign(byte[] module) throws IOException {
        byte[] plain = withoutSignature(module);
        byte[] message = message(plain);
        ByteBuffer structure = ByteBuffer.allocate(STRUCTURE);
        structure.put(2, (byte) ID_TYPE_PKCS7).putInt(8, message.length);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(plain);
        signed.writeBytes(message);
        signed.writeBytes(structure.array());
        signed.writeBytes(MAGIC);
        return signed.toByteArray();
    }

    /** {@return the module as it was before a signature was appended} */
    public static byte[] withoutSignature(byte[] module) {
        int tail = MAGIC.length + STRUCTURE;
        if (module.length < tail
                || !Arrays.equals(Arrays.copyOfRange(module, module.length - MAGIC.length, module.length), MAGIC)) {
            return module;
        }
        int length = ByteBuffer.wrap(module).getInt(module.length - MAGIC.length - Integer.BYTES);
        int end = module.length - tail - length;
        return length < 0 || end < 0 ? module : Arrays.copyOf(module, end);
    }

    /** The kernel takes the plain name of RSA only (crypto/asymmetric_keys/pkcs7_parser.c). */
    private static AlgorithmIdentifier asKernelsKnowIt(AlgorithmIdentifier signature) {
        boolean rsa = signature.getAlgorithm().equals(PKCSObjectIdentifiers.sha256WithRSAEncryption);
        return rsa ? new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE) : signature;
    }

    private byte[] message(byte[] content) throws IOException {
        // Built into every kernel that checks modules. SHA-512 is a module in Debian's, which an initramfs may lack.
        String algorithm = key.key().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        JcaContentSignerBuilder builder = new JcaContentSignerBuilder(algorithm);
        key.provider().ifPresent(builder::setProvider);
        try {
            ContentSigner signer = builder.build(key.key());
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new SignerInfoGeneratorBuilder(new BcDigestCalculatorProvider(), ModuleSigner::asKernelsKnowIt)
                            .setDirectSignature(true)
                            .build(signer, key.certificate()));
            return generator
                    .generate(new CMSProcessableByteArray(content), false)
                    .getEncoded("DER");
        } catch (OperatorCreationException | CMSException e) {
            throw new IOException("signing a kernel module with " + key.subject() + " failed: " + e.getMessage(), e);
        }
    }
}
