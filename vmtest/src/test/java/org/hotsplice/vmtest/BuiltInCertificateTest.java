/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class BuiltInCertificateTest {
    /** {@code openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -subj /CN=A}, in DER form. */
    private static final byte[] CERTIFICATE = Base64.getDecoder()
            .decode("MIIBbzCCARWgAwIBAgIUGd9Jzr2U4LsiUFK928msuWDfRfcwCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBQTAgFw0yNjExMjgx"
                    + "MjM0MTRaGA8yMTI2MTEwNDEyMzQxNFowDDEKMAgGA1UEAwwBQTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABE3uRob4"
                    + "BgaSJkGoFozZb9eW7FX3vGCwO37dtwTnNrBEt6OvBmrbbTlOCwt/6FBk+ecJlGspG8HAF4LRnHR+s8SjUzBRMB0GA1Ud"
                    + "DgQWBBTYgQPh/Jj3/8LGwk8Yo1p4YK118TAfBgNVHSMEGDAWgBTYgQPh/Jj3/8LGwk8Yo1p4YK118TAPBgNVHRMBAf8E"
                    + "BTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIGkakPwAbj2ZzkLGId2UsLTuWwSHCvoNbipCnT+IFtkrAiEAx5kbjToSAHUq"
                    + "a9bJvQRZSFQC09+XItqCjr7AEx3urRg=");

    private static final int BEFORE = 64;

    /** {@return an image with lists of so many certificates each, laid out as certs/system_certificates.S does} */
    private static byte[] image(int... lists) {
        ByteBuffer image = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);
        image.position(BEFORE);
        for (int certificates : lists) {
            for (int i = 0; i < certificates; i++) {
                image.put(CERTIFICATE);
            }
            image.position((image.position() + 7) / 8 * 8);
            image.putLong((long) certificates * CERTIFICATE.length).putLong(CERTIFICATE.length);
        }
        return image.array();
    }

    @Test
    void shorterCertificate_takesThePlaceOfAllAndIsTheWholeList() throws Exception {
        byte[] image = image(2);
        byte[] other = Arrays.copyOf(CERTIFICATE, CERTIFICATE.length - 5);
        BuiltInCertificate.exchange(image, other, "image");
        int end = BEFORE + 2 * CERTIFICATE.length;
        assertArrayEquals(other, Arrays.copyOfRange(image, BEFORE, BEFORE + other.length));
        assertArrayEquals(new byte[end - BEFORE - other.length], Arrays.copyOfRange(image, BEFORE + other.length, end));
        ByteBuffer sizes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).position((end + 7) / 8 * 8);
        assertEquals(other.length, sizes.getLong());
        assertEquals(other.length, sizes.getLong());
    }

    @Test
    void certificateThatIsTooLong_isRefusedAndChangesNothing() {
        byte[] image = image(1);
        byte[] longer = Arrays.copyOf(CERTIFICATE, CERTIFICATE.length + 1);
        IOException refused =
                assertThrows(IOException.class, () -> BuiltInCertificate.exchange(image, longer, "image"));
        assertTrue(
                String.valueOf(refused.getMessage()).contains("has room for " + CERTIFICATE.length), refused::toString);
        assertArrayEquals(image(1), image);
    }

    @Test
    void noListAndTwoLists_areRefused() {
        for (byte[] image : new byte[][] {image(), image(1, 1)}) {
            assertThrows(IOException.class, () -> BuiltInCertificate.exchange(image, CERTIFICATE, "image"));
        }
    }

    @Test
    void certificateThatNoSizeFollows_isNoList() {
        byte[] image = image(1);
        Arrays.fill(image, BEFORE + CERTIFICATE.length, BEFORE + CERTIFICATE.length + 16, (byte) 1);
        assertThrows(IOException.class, () -> BuiltInCertificate.exchange(image, CERTIFICATE, "image"));
    }
}
