/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hotsplice.hook.kernel.Kernel;
import org.hotsplice.hook.kernel.KernelUpdate;
import org.hotsplice.hook.kernel.RefusalCode;
import org.hotsplice.hook.policy.Policy;
import org.hotsplice.hook.records.Choices;
import org.hotsplice.hook.records.CrashGuard;
import org.hotsplice.hook.records.Event;
import org.hotsplice.hook.records.Records;
import org.hotsplice.hook.records.Result;
import org.hotsplice.hook.records.UpdateRecord;
import org.hotsplice.hook.records.Warrants;
import org.hotsplice.update.Issue;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.UpdateId;

/**
 * Makes the running kernel's applied set the installed, trusted set. The caller holds the lock and has made sure that
 * the core module is there.
 */
public final class Reconciler {
    private final Kernel kernel;
    private final UpdateSource source;
    private final Policy policy;
    private final Records records;
    private final Clock clock;
    private final Applier applier;
    private final CrashGuard guard;
    private final WarrantBook warrants;

    /** What one reconciliation has to remember as it goes. */
    private static final class Run {
        private final Map<String, Applier.Outcome> outcomes = new LinkedHashMap<>();
        private final Set<UpdateId> failed = new HashSet<>();
        private final List<TrustedUpdate> failedUpdates = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
    }

    /**
     * What came of a reconciliation.
     *
     * @param result how everything stands now
     * @param events what changed, in order
     */
    public record Report(Result result, List<Event> events) {
        public Report {
            events = List.copyOf(events);
        }
    }

    public Reconciler(Kernel kernel, UpdateSource source, Policy policy, Records records, Clock clock, Pause pause) {
        this.kernel = kernel;
        this.source = source;
        this.policy = policy;
        this.records = records;
        this.clock = clock;
        this.applier = new Applier(kernel, pause, policy.retries());
        this.guard = new CrashGuard(records.folder());
        this.warrants = new WarrantBook(new Warrants(records.folder()), source);
    }

    /**
     * {@return what was found and done; it is kept in the records too}
     *
     * @param cause what started it, for the history
     */
    public Report run(String cause) throws IOException {
        Result earlier = records.result();
        KernelIdentity running = kernel.identity();
        guard.settle(kernel.bootId(), kernel.uptimeSeconds());
        List<Installed> installed = source.installed(running.release());
        Run run = new Run();
        Plan plan = Planner.plan(situation(running, installed, earlier), Set.of());
        awaitModules(plan);
        execute(plan, run, running, cause);
        if (run.failedUpdates.stream()
                .anyMatch(update -> !update.manifest().replaces().isEmpty())) {
            plan = Planner.plan(situation(running, installed, earlier), Set.copyOf(run.failed));
            awaitModules(plan);
            execute(plan, run, running, cause);
        }
        execute(arrivedMeanwhile(plan, run), run, running, cause);
        warrants.strikeAllBut(kernel.updates());
        Result result = new ResultWriter(kernel, clock, running, earlier)
                .write(cause, installed, plan, run.outcomes, source.forOtherKernels(running.release()));
        run.events.addAll(Changes.between(earlier, result, running.release(), cause));
        records.keep(result);
        records.remember(run.events);
        return new Report(result, run.events);
    }

    private Situation situation(KernelIdentity running, List<Installed> installed, Result earlier) throws IOException {
        Map<String, Long> sequences = new LinkedHashMap<>();
        for (UpdateRecord update : earlier.updates()) {
            if (update.release().equals(running.release())) {
                sequences.put(update.id(), update.sequence());
            }
        }
        List<KernelUpdate> actual = kernel.updates();
        return new Situation(
                running,
                installed,
                actual,
                warrants.judge(installed, actual),
                sequences,
                policy,
                new Choices(records.folder()).read(),
                guard.suspects(),
                new HighestSeen(records.folder()).check(running.release(), installed),
                clock.instant());
    }

    /**
     * Has the kernel ask for us when a module comes that an update waits for. This is before anything is applied: a
     * module that comes from now on is either seen below, or its loading waits for the helper, which waits for our
     * lock.
     */
    private void awaitModules(Plan plan) throws IOException {
        if (!kernel.hasCore()) {
            return;
        }
        Set<String> modules = new TreeSet<>();
        for (Plan.Step step : plan.apply()) {
            modules.addAll(applier.waiting(step.update()));
        }
        kernel.await(modules);
    }

    /** {@return what is to be done for modules that were on their way already when they were awaited} */
    private Plan arrivedMeanwhile(Plan plan, Run run) throws IOException {
        List<Plan.Step> steps = new ArrayList<>();
        for (Plan.Step step : plan.apply()) {
            Applier.Outcome outcome = run.outcomes.get(step.update().id().value());
            if (outcome != null
                    && !outcome.waiting().isEmpty()
                    && !outcome.waiting().equals(applier.waiting(step.update()))) {
                steps.add(step);
                run.failed.remove(step.update().id());
                run.failedUpdates.remove(step.update());
            }
        }
        return new Plan(List.of(), steps, plan.held());
    }

    private void execute(Plan plan, Run run, KernelIdentity running, String cause) throws IOException {
        reverseAll(plan.reverse(), run, running, cause);
        warrants.enter(plan.apply(), kernel.updates());
        for (Plan.Step step : plan.apply()) {
            String id = step.update().id().value();
            Optional<Issue> waits = waitsFor(step, run);
            if (waits.isPresent()) {
                fail(step, new Applier.Outcome(false, waits, List.of()), run);
                continue;
            }
            if (!applier.isComplete(step.update())) {
                guard.begin(id, kernel.bootId(), kernel.uptimeSeconds());
            }
            Applier.Outcome outcome = applier.apply(step);
            if (outcome.issue().isPresent()) {
                guard.cancel(id);
                fail(step, outcome, run);
                continue;
            }
            run.outcomes.put(id, outcome);
            if (outcome.changed()) {
                run.events.add(event("apply", id, running, cause));
                step.replace().forEach(old -> run.events.add(event("reverse", old.value(), running, cause)));
            }
        }
    }

    private static void fail(Plan.Step step, Applier.Outcome outcome, Run run) {
        run.outcomes.put(step.update().id().value(), outcome);
        run.failed.add(step.update().id());
        run.failedUpdates.add(step.update());
    }

    /** The order of reversal is not always known, so what stands below another update is tried again after it. */
    private void reverseAll(List<UpdateId> ids, Run run, KernelIdentity running, String cause) throws IOException {
        List<UpdateId> left = new ArrayList<>(ids);
        boolean progress = true;
        while (progress && !left.isEmpty()) {
            progress = false;
            for (UpdateId id : List.copyOf(left)) {
                Applier.Outcome outcome = applier.reverse(id);
                run.outcomes.put(id.value(), outcome);
                if (outcome.changed()) {
                    run.events.add(event("reverse", id.value(), running, cause));
                }
                if (kernel.update(id).map(KernelUpdate::isApplied).orElse(false)) {
                    continue;
                }
                left.remove(id);
                guard.cancel(id.value());
                progress = true;
            }
            progress &= left.stream().anyMatch(id -> isStacked(Optional.ofNullable(run.outcomes.get(id.value()))));
        }
    }

    private static boolean isStacked(Optional<Applier.Outcome> outcome) {
        return outcome.flatMap(Applier.Outcome::issue)
                .filter(issue -> issue.code() == RefusalCode.STACKED)
                .isPresent();
    }

    private static Optional<Issue> waitsFor(Plan.Step step, Run run) {
        String where = step.update().id().value();
        for (TrustedUpdate earlier : run.failedUpdates) {
            if (step.update().manifest().requires().contains(earlier.id())) {
                return Optional.of(Issue.of(HookIssue.REQUIREMENT_MISSING, where, earlier.id(), "not applied"));
            }
            boolean replaced = step.update().manifest().replaces().contains(earlier.id());
            if (!replaced
                    && !Collections.disjoint(earlier.functions(), step.update().functions())) {
                return Optional.of(Issue.of(HookIssue.WAITS_FOR, where, earlier.id()));
            }
        }
        return Optional.empty();
    }

    private Event event(String action, String id, KernelIdentity running, String cause) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Event(now, action, id, running.release(), cause, "", "");
    }

    /** {@return what the kernel says to this update when it is only matched; nothing is put in force} */
    public Optional<Issue> check(Installed candidate) throws IOException {
        if (candidate.update().isEmpty()) {
            return candidate.issue();
        }
        TrustedUpdate update = candidate.update().get();
        Optional<Issue> other = KernelComparison.difference(
                update.id().value(), kernel.identity(), update.manifest().kernel());
        return other.isPresent() ? other : applier.check(update).issue();
    }
}
