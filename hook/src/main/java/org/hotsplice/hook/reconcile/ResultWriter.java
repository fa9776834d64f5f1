/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.hook.kernel.Kernel;
import org.hotsplice.hook.kernel.KernelUpdate;
import org.hotsplice.hook.kernel.RefusalCode;
import org.hotsplice.hook.records.Result;
import org.hotsplice.hook.records.Standing;
import org.hotsplice.hook.records.UpdateRecord;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.Issue;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.UpdateIssue;

/** Writes down how each update stands after a reconciliation. What is in force is asked of the kernel again. */
final class ResultWriter {
    private final Kernel kernel;
    private final KernelIdentity running;
    private final Result earlier;
    private final String now;

    ResultWriter(Kernel kernel, Clock clock, KernelIdentity running, Result earlier) {
        this.kernel = kernel;
        this.running = running;
        this.earlier = earlier;
        this.now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    Result write(
            String cause,
            List<Installed> installed,
            Plan plan,
            Map<String, Applier.Outcome> outcomes,
            Map<String, List<String>> others)
            throws IOException {
        List<UpdateRecord> updates = new ArrayList<>();
        for (Installed candidate : installed) {
            updates.add(installedRecord(candidate, plan, Optional.ofNullable(outcomes.get(candidate.name()))));
        }
        for (KernelUpdate actual : kernel.updates()) {
            String id = actual.id().value();
            if (installed.stream().noneMatch(candidate -> candidate.name().equals(id))) {
                updates.add(goneRecord(actual, plan, Optional.ofNullable(outcomes.get(id))));
            }
        }
        updates.sort(Comparator.comparingLong(UpdateRecord::sequence).thenComparing(UpdateRecord::id));
        others.forEach((release, ids) -> ids.forEach(id -> updates.add(otherRecord(release, id))));
        return new Result(
                now,
                kernel.bootId(),
                cause,
                "",
                "",
                "",
                updates.stream().map(this::withSince).toList());
    }

    private UpdateRecord installedRecord(Installed candidate, Plan plan, Optional<Applier.Outcome> outcome)
            throws IOException {
        boolean applied = isApplied(candidate.name());
        Optional<Issue> issue = outcome.flatMap(Applier.Outcome::issue)
                .or(() -> Optional.ofNullable(plan.held().get(candidate.name())));
        Standing standing = standing(candidate, applied, issue);
        Optional<UpdateRecord> old = earlier.update(candidate.name());
        return record(
                candidate.name(),
                running.release(),
                candidate.update().map(update -> update.manifest().sequence()).orElseGet(() -> known(candidate.name())),
                standing,
                applied,
                issue,
                description(candidate, old),
                cves(candidate, old),
                outcome.map(Applier.Outcome::waiting).orElse(List.of()));
    }

    /** What cannot be trusted now may have been trusted before, and then this is what was said of it. */
    private static String description(Installed candidate, Optional<UpdateRecord> old) {
        return candidate
                .update()
                .map(update -> update.manifest().description())
                .or(() -> old.map(UpdateRecord::description))
                .orElse("");
    }

    private static List<String> cves(Installed candidate, Optional<UpdateRecord> old) {
        return candidate
                .update()
                .map(update -> update.manifest().cves())
                .or(() -> old.map(UpdateRecord::cves))
                .orElse(List.of());
    }

    private static Standing standing(Installed candidate, boolean applied, Optional<Issue> issue) {
        if (candidate.issue().isPresent()) {
            return Standing.UNTRUSTED;
        }
        if (issue.isEmpty()) {
            return applied ? Standing.APPLIED : Standing.PENDING;
        }
        if (issue.get().code() == UpdateIssue.WRONG_KERNEL) {
            return Standing.OTHER_KERNEL;
        }
        if (issue.get().code() == UpdateIssue.ROLLED_BACK) {
            return Standing.UNTRUSTED;
        }
        if (issue.get().code() == HookIssue.REPLACED) {
            return Standing.REPLACED;
        }
        if (issue.get().code() == RefusalCode.BUSY || issue.get().code() == HookIssue.NO_TARGET) {
            return applied ? Standing.APPLIED : Standing.PENDING;
        }
        if (issue.get().code().exitStatus() == ExitStatus.OK || issue.get().code() == HookIssue.SUSPECT) {
            return applied ? Standing.REVERSING : Standing.HELD;
        }
        return applied ? Standing.APPLIED : Standing.REFUSED;
    }

    /** An update that the kernel has and that is not installed. */
    private UpdateRecord goneRecord(KernelUpdate actual, Plan plan, Optional<Applier.Outcome> outcome) {
        String id = actual.id().value();
        Optional<Issue> rolledBack = plan.held().values().stream()
                .filter(issue -> issue.code() == UpdateIssue.ROLLED_BACK)
                .findFirst();
        String why = outcome.flatMap(Applier.Outcome::issue)
                .or(() -> rolledBack)
                .map(issue -> issue.code().name() + ", " + issue.message())
                .orElse("it could not be reversed");
        Optional<UpdateRecord> old = earlier.update(id);
        Optional<Issue> kept = Optional.ofNullable(plan.held().get(id)).filter(issue -> issue.code() == HookIssue.KEPT);
        return record(
                id,
                running.release(),
                known(id),
                kept.isPresent() ? Standing.APPLIED : Standing.REVERSING,
                actual.isApplied(),
                kept.or(() -> Optional.of(Issue.of(HookIssue.REVERSAL_WAITS, id, why))),
                old.map(UpdateRecord::description).orElse(""),
                old.map(UpdateRecord::cves).orElse(List.of()),
                List.of());
    }

    private UpdateRecord otherRecord(String release, String id) {
        return record(
                id,
                release,
                0,
                Standing.OTHER_KERNEL,
                false,
                Optional.of(Issue.of(HookIssue.OTHER_KERNEL, id, release, running.release())),
                "",
                List.of(),
                List.of());
    }

    private UpdateRecord record(
            String id,
            String release,
            long sequence,
            Standing standing,
            boolean inForce,
            Optional<Issue> issue,
            String description,
            List<String> cves,
            List<String> waiting) {
        return new UpdateRecord(
                id,
                release,
                sequence,
                standing,
                inForce,
                issue.map(i -> i.code().name()).orElse(""),
                issue.map(Issue::message).orElse(""),
                issue.map(i -> i.code().wayOut()).orElse(""),
                description,
                cves,
                waiting,
                now);
    }

    /** {@return the record with the time at which it came to stand so} */
    private UpdateRecord withSince(UpdateRecord update) {
        return earlier.update(update.id())
                .filter(old -> old.standing() == update.standing())
                .filter(old -> update.standing() != Standing.APPLIED || sameBoot())
                .map(old -> update.since(old.since()))
                .orElse(update);
    }

    private boolean sameBoot() {
        try {
            return earlier.boot().equals(kernel.bootId());
        } catch (IOException e) {
            return false;
        }
    }

    private long known(String id) {
        return earlier.update(id).map(UpdateRecord::sequence).orElse(0L);
    }

    private boolean isApplied(String id) throws IOException {
        return kernel.updates().stream().anyMatch(update -> update.id().value().equals(id) && update.isApplied());
    }
}
