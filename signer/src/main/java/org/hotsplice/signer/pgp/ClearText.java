/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.pgp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The cleartext signature framework (RFC 9580 section 7) for texts of whole lines. */
final class ClearText {
    private final List<String> lines = new ArrayList<>();

    /** @param text UTF-8 with a line feed at the end of each line */
    ClearText(byte[] text) {
        String all = new String(text, StandardCharsets.UTF_8);
        if (!all.endsWith("\n") || all.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a text to be signed has lines that end with a line feed");
        }
        all.lines().forEach(line -> {
            if (!line.equals(line.stripTrailing())) {
                // Trailing space is not covered by the signature, so it must not be there at all.
                throw new IllegalArgumentException("a text to be signed has space at the end of a line");
            }
            lines.add(line);
        });
    }

    /** The bytes that the signature covers: lines separated by CR LF, none after the last. */
    byte[] signed() {
        return String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    byte[] with(byte[] armoredSignature) {
        StringBuilder whole = new StringBuilder("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n");
        for (String line : lines) {
            whole.append(line.startsWith("-") ? "- " : "").append(line).append('\n');
        }
        whole.append(new String(armoredSignature, StandardCharsets.US_ASCII));
        return whole.toString().getBytes(StandardCharsets.UTF_8);
    }
}
