/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.hook.kernel.KernelUpdate;
import org.hotsplice.hook.policy.Pin;
import org.hotsplice.hook.policy.Policy;
import org.hotsplice.hook.records.Choices.Choice;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.UpdateId;
import org.hotsplice.update.UpdateIssue;

/**
 * Decides what is to be applied and reversed. Pure: the same situation gives the same plan.
 *
 * <ol>
 *   <li>Wanted is what is installed, trusted, for exactly this kernel and not held by policy, hand or crash guard.
 *   <li>What a wanted update replaces is not wanted.
 *   <li>An update whose requirement is not wanted is not wanted either.
 *   <li>What the kernel has and is not wanted is reversed, unless a wanted update replaces it in its own freeze, or
 *       only its files were damaged after it was applied.
 *   <li>If all that is installed is older than what this machine has seen, nothing changes at all.
 * </ol>
 */
final class Planner {
    /** Of the verifier's refusals, those that say that the key or the update itself is no longer trusted. */
    private static final Set<UpdateIssue> TRUST_TAKEN_BACK = EnumSet.of(
            UpdateIssue.UNKNOWN_KEY,
            UpdateIssue.WEAK_SIGNATURE,
            UpdateIssue.TOO_FEW_SIGNATURES,
            UpdateIssue.REVOKED,
            UpdateIssue.NO_TRUSTED_KEY,
            UpdateIssue.WRONG_KERNEL);

    private final Situation situation;
    private final Map<String, Issue> held = new LinkedHashMap<>();

    private Planner(Situation situation) {
        this.situation = situation;
    }

    /**
     * {@return the plan}
     *
     * @param failed updates that the kernel refused a moment ago; what they replace is wanted after all
     */
    static Plan plan(Situation situation, Set<UpdateId> failed) {
        return new Planner(situation).plan(failed);
    }

    private Plan plan(Set<UpdateId> failed) {
        if (situation.rolledBack().isPresent()) {
            Issue issue = situation.rolledBack().get();
            situation
                    .installed()
                    .forEach(candidate ->
                            held.put(candidate.name(), candidate.issue().orElse(issue)));
            return new Plan(List.of(), List.of(), held);
        }
        List<TrustedUpdate> wanted = new ArrayList<>();
        for (Installed installed : situation.installed()) {
            installed.issue().ifPresent(issue -> held.put(installed.name(), issue));
            installed.update().ifPresent(update -> reasonToHold(update)
                    .ifPresentOrElse(issue -> held.put(installed.name(), issue), () -> wanted.add(update)));
        }
        wanted.removeIf(update -> failed.contains(update.id()));
        wanted.sort(Comparator.comparingLong(
                        (TrustedUpdate update) -> update.manifest().sequence())
                .thenComparing(TrustedUpdate::id));
        dropReplaced(wanted);
        dropUnsatisfied(wanted);
        List<Plan.Step> steps = steps(wanted);
        return new Plan(reversals(wanted, steps, failed), steps, held);
    }

    private Optional<Issue> reasonToHold(TrustedUpdate update) {
        Manifest manifest = update.manifest();
        Policy policy = situation.policy();
        String where = manifest.id().value();
        Optional<Issue> wrongKernel = KernelComparison.difference(where, situation.running(), manifest.kernel());
        if (wrongKernel.isPresent()) {
            return wrongKernel;
        }
        if (policy.exclude().contains(manifest.id())) {
            return Optional.of(Issue.of(HookIssue.EXCLUDED, where, "the policy"));
        }
        Choice choice = situation.choices().get(where);
        if (choice == Choice.REVERSE) {
            return Optional.of(Issue.of(HookIssue.REVERSED_BY_HAND, where));
        }
        if (policy.mode() == Policy.Mode.MANUAL && choice != Choice.APPLY) {
            return Optional.of(Issue.of(HookIssue.MANUAL, where));
        }
        Optional<Pin> below =
                policy.pin().filter(pin -> !pin.allows(manifest.kernel().release(), manifest.sequence()));
        if (below.isPresent()) {
            return Optional.of(Issue.of(HookIssue.PINNED, where, manifest.sequence(), below.get()));
        }
        // What is in force already is neither delayed nor under suspicion any more.
        if (situation.isApplied(where)) {
            return Optional.empty();
        }
        Instant ripe = manifest.created().plus(policy.delay());
        if (ripe.isAfter(situation.now())) {
            return Optional.of(Issue.of(HookIssue.DELAYED, where, policy.delay(), ripe));
        }
        return situation.suspects().contains(where)
                ? Optional.of(Issue.of(HookIssue.SUSPECT, where))
                : Optional.empty();
    }

    private void dropReplaced(List<TrustedUpdate> wanted) {
        for (TrustedUpdate update : List.copyOf(wanted)) {
            for (UpdateId old : update.manifest().replaces()) {
                if (wanted.removeIf(
                        other -> other.id().equals(old) && !other.id().equals(update.id()))) {
                    held.put(old.value(), Issue.of(HookIssue.REPLACED, old.value(), update.id()));
                }
            }
        }
    }

    private void dropUnsatisfied(List<TrustedUpdate> wanted) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (TrustedUpdate update : List.copyOf(wanted)) {
                Optional<UpdateId> missing = update.manifest().requires().stream()
                        .filter(required -> !provided(required, wanted))
                        .findFirst();
                if (missing.isPresent()) {
                    String state = held.containsKey(missing.get().value()) ? "held back" : "not installed";
                    held.put(
                            update.id().value(),
                            Issue.of(HookIssue.REQUIREMENT_MISSING, update.id().value(), missing.get(), state));
                    wanted.remove(update);
                    changed = true;
                }
            }
        }
    }

    private static boolean provided(UpdateId required, List<TrustedUpdate> wanted) {
        return wanted.stream()
                .anyMatch(update -> update.id().equals(required)
                        || update.manifest().replaces().contains(required));
    }

    private List<Plan.Step> steps(List<TrustedUpdate> wanted) {
        List<Plan.Step> steps = new ArrayList<>();
        for (TrustedUpdate update : wanted) {
            List<UpdateId> replace = update.manifest().replaces().stream()
                    .filter(old -> situation.isApplied(old.value()))
                    .toList();
            Optional<TrustedUpdate> newer = newerOnSameFunctions(update, wanted, replace);
            if (newer.isPresent() && !situation.isApplied(update.id().value())) {
                held.put(
                        update.id().value(),
                        Issue.of(
                                HookIssue.STACK_ORDER,
                                update.id().value(),
                                newer.get().id()));
            } else {
                steps.add(new Plan.Step(update, replace));
            }
        }
        return steps;
    }

    /** A redirect written later is in force, so an older update must not be applied over a newer one. */
    private Optional<TrustedUpdate> newerOnSameFunctions(
            TrustedUpdate update, List<TrustedUpdate> wanted, List<UpdateId> replace) {
        return wanted.stream()
                .filter(other -> other.manifest().sequence() > update.manifest().sequence())
                .filter(other -> situation.isApplied(other.id().value()) && !replace.contains(other.id()))
                .filter(other -> !Collections.disjoint(other.functions(), update.functions()))
                .findFirst();
    }

    private List<UpdateId> reversals(List<TrustedUpdate> wanted, List<Plan.Step> steps, Set<UpdateId> failed) {
        Set<UpdateId> keep = new HashSet<>();
        wanted.forEach(update -> keep.add(update.id()));
        steps.forEach(step -> keep.addAll(step.replace()));
        // The refused update was to replace these; without it they are the best there is.
        situation.installed().stream()
                .flatMap(installed -> installed.update().stream())
                .filter(update -> failed.contains(update.id()))
                .forEach(update -> keep.addAll(update.manifest().replaces()));
        held.forEach((id, issue) -> {
            if (isOnlyDamaged(issue)) {
                situation.actual(id).ifPresent(update -> keep.add(update.id()));
            }
        });
        return situation.actual().stream()
                .map(KernelUpdate::id)
                .filter(id -> !keep.contains(id))
                .sorted(Comparator.comparingLong(this::sequence).reversed())
                .toList();
    }

    private long sequence(UpdateId id) {
        return situation
                .trusted(id.value())
                .map(update -> update.manifest().sequence())
                .orElseGet(() -> situation.sequences().getOrDefault(id.value(), 0L));
    }

    /**
     * The code in the kernel was verified when it was loaded. Damage to the files since then does not make it worse,
     * and to reverse it would open the hole again; where the trust itself was taken back, it has to go.
     */
    private static boolean isOnlyDamaged(Issue issue) {
        return issue.code() instanceof UpdateIssue code && !TRUST_TAKEN_BACK.contains(code);
    }
}
