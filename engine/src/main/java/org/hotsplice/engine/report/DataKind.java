/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

/** What kind of data code uses. */
public enum DataKind {
    VARIABLE(""),
    CONSTANT(" (read-only)"),
    PER_CPU(" (per-CPU)"),
    STATIC_KEY(" (static key)"),
    START_UP(" (gone after the start)");

    private final String mark;

    DataKind(String mark) {
        this.mark = mark;
    }

    /** {@return what is written behind its name} */
    String mark() {
        return mark;
    }
}
