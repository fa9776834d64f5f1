/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates in the form of a Release file. */
final class AptReleaseDates {
    private AptReleaseDates() {}

    static String text(Instant instant) {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }
}
