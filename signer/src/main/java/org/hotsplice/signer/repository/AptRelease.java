/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.hotsplice.update.bundle.BoundedFiles;

/**
 * When a state of the repository was published and how long clients may take it for the newest.
 *
 * @param published when
 * @param valid for how long; a mirror that withholds newer states is noticed after that
 */
public record AptRelease(Instant published, Duration valid) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    public AptRelease {
        if (valid.isNegative() || valid.isZero()) {
            throw new IllegalArgumentException("a repository is valid for some time, not " + valid);
        }
    }

    /** The Release file of these indexes, by path below the suite. */
    byte[] text(AptSuite suite, Map<String, byte[]> indexes) {
        StringBuilder text = new StringBuilder();
        text.append("Origin: Hotsplice\nLabel: Hotsplice\nSuite: ").append(suite.name());
        text.append("\nCodename: ").append(suite.name());
        text.append("\nDate: ").append(DATE.format(published));
        text.append("\nValid-Until: ").append(DATE.format(published.plus(valid)));
        text.append("\nAcquire-By-Hash: yes\nArchitectures: ").append(suite.architecture());
        text.append("\nComponents: ").append(suite.component());
        text.append("\nDescription: live updates for running kernels\nSHA256:\n");
        indexes.forEach((path, bytes) -> text.append(' ')
                .append(BoundedFiles.sha256(bytes))
                .append(' ')
                .append(bytes.length)
                .append(' ')
                .append(path)
                .append('\n'));
        return AptRepository.bytes(text.toString());
    }
}
