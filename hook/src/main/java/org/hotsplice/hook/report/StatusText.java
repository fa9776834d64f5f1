/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.report;

import java.util.List;
import org.hotsplice.hook.records.Result;
import org.hotsplice.hook.records.Standing;
import org.hotsplice.hook.records.UpdateRecord;

/** The status for a person. */
public final class StatusText {
    private static final String INDENT = "              ";

    private final boolean colours;
    private final StringBuilder text = new StringBuilder();

    private StatusText(boolean colours) {
        this.colours = colours;
    }

    /** {@return the lines of {@code hotsplice status}} */
    public static String of(Status status, boolean colours) {
        StatusText writer = new StatusText(colours);
        writer.head(status);
        writer.table(status.updates());
        return writer.text.toString();
    }

    /** {@return the lines of {@code hotsplice list}} */
    public static String table(List<UpdateRecord> updates, boolean colours) {
        StatusText writer = new StatusText(colours);
        writer.table(updates);
        return writer.text.toString();
    }

    private void head(Status status) {
        line("Kernel      " + status.release() + ", " + status.version());
        line("Effective   " + status.effectiveRelease());
        line("Module      " + (status.core().isEmpty() ? "not loaded" : "hotsplice " + status.core()));
        line("Updates     " + inForce(status) + " in force of " + here(status) + " for this kernel");
        List<String> cves = status.cvesFixed();
        if (!cves.isEmpty()) {
            line("Fixed       " + String.join(" ", cves));
        }
        Result last = status.last();
        line("Reconciled  " + (last.at().isEmpty() ? "never" : last.at() + " (" + last.cause() + ")"));
        if (!last.code().isEmpty()) {
            line(paint("31", last.code()) + ": " + last.message());
            line("  way out: " + last.wayOut());
        }
    }

    private void table(List<UpdateRecord> updates) {
        int width =
                updates.stream().mapToInt(update -> update.id().length()).max().orElse(0);
        for (UpdateRecord update : updates) {
            String about = update.description().isEmpty() ? "" : "  " + update.description();
            String cves = update.cves().isEmpty() ? "" : "  " + String.join(" ", update.cves());
            String standing =
                    paint(colour(update.standing()), pad(update.standing().word(), 12));
            line(standing + "  " + pad(update.id(), width) + cves + about);
            if (!update.waiting().isEmpty()) {
                line(INDENT + "waits for modules: " + String.join(" ", update.waiting()));
            }
            if (!update.code().isEmpty()) {
                line(INDENT + update.code() + ": " + update.message());
                line(INDENT + "way out: " + update.wayOut());
            }
            if (update.inForce() && update.standing() == Standing.UNTRUSTED) {
                line(INDENT + "it stays in force as it was when it was verified");
            }
        }
    }

    private static long inForce(Status status) {
        return status.updates().stream().filter(UpdateRecord::inForce).count();
    }

    private static long here(Status status) {
        return status.updates().stream()
                .filter(update -> update.release().equals(status.release()))
                .count();
    }

    private static String colour(Standing standing) {
        return switch (standing) {
            case APPLIED -> "32";
            case PENDING, REVERSING -> "33";
            case REFUSED, UNTRUSTED -> "31";
            case OTHER_KERNEL, HELD, REPLACED -> "2";
        };
    }

    private String paint(String colour, String word) {
        return colours ? "\033[" + colour + "m" + word + "\033[0m" : word;
    }

    private static String pad(String word, int width) {
        return word + " ".repeat(Math.max(0, width - word.length()));
    }

    private void line(String content) {
        text.append(content.stripTrailing()).append('\n');
    }
}
