/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.pgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.bouncycastle.bcpg.ArmoredOutputStream;

/** ASCII armour without a header that names the program: the same data gives the same bytes everywhere. */
public final class Armor {
    private Armor() {}

    /** {@return the packets in armour; what kind it is the first packet tells} */
    public static byte[] of(byte[] packets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArmoredOutputStream armor =
                ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
            armor.write(packets);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
