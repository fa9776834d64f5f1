/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The time that outputs carry: that of {@code SOURCE_DATE_EPOCH} if it is set, so that builds can be repeated. */
public final class SourceTime {
    private SourceTime() {}

    /**
     * {@return a clock that stands still at whole seconds}
     *
     * @param sourceDateEpoch the variable's value; empty if it is not set
     */
    public static Clock clock(String sourceDateEpoch, Clock system) {
        if (sourceDateEpoch.isEmpty()) {
            return Clock.fixed(system.instant().truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
        }
        try {
            return Clock.fixed(Instant.ofEpochSecond(Long.parseUnsignedLong(sourceDateEpoch)), ZoneOffset.UTC);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("SOURCE_DATE_EPOCH is not a number: '" + sourceDateEpoch + "'", e);
        }
    }
}
