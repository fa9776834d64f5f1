/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotsplice.hook.kernel.KernelUpdate;
import org.hotsplice.hook.policy.Pin;
import org.hotsplice.hook.policy.Policy;
import org.hotsplice.hook.records.Choices.Choice;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.UpdateId;

/**
 * Decides what is to be applied and reversed. Pure: the same situation gives the same plan.
 *
 * <ol>
 *   <li>Wanted is what is installed, trusted, for exactly this kernel and not held by policy, hand or crash guard.
 *   <li>What a wanted update replaces is not wanted.
 *   <li>An update whose requirement is not wanted is not wanted either.
 *   <li>What the kernel has and is not wanted is reversed, unless a wanted update replaces it in its own freeze.
 *   <li>Where something lies among the installed updates that is not trusted, nobody who is trusted says what belongs
 *       there: what is in force stays, if what it was verified by still holds.
 *   <li>What is in force and was verified by a key or in an edition that was taken back since, goes.
 *   <li>If all that is installed is older than what this machine has seen, nothing changes at all.
 * </ol>
 */
final class Planner {
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
        Map<String, Warrant> kept = kept(wanted);
        dropReplaced(wanted, kept);
        dropUnsatisfied(wanted);
        List<Plan.Step> steps = steps(wanted, kept);
        return new Plan(reversals(wanted, steps, failed, kept.keySet()), steps, held);
    }

    /** {@return the warrants of what is in force and stays so, although no trusted bundle of its name is installed} */
    private Map<String, Warrant> kept(List<TrustedUpdate> wanted) {
        Map<String, Warrant> kept = new LinkedHashMap<>();
        if (situation.installed().stream()
                .allMatch(candidate -> candidate.issue().isEmpty())) {
            return kept;
        }
        Set<UpdateId> replaced = wanted.stream()
                .flatMap(update -> update.manifest().replaces().stream())
                .collect(Collectors.toSet());
        situation.warrants().forEach((id, warrant) -> {
            boolean trusted = situation.trusted(id).isPresent();
            if (!trusted
                    && warrant.holds()
                    && !replaced.contains(warrant.manifest().id())
                    && !isUnwanted(warrant.manifest().id())) {
                kept.put(id, warrant);
                held.putIfAbsent(id, Issue.of(HookIssue.KEPT, id));
            }
        });
        return kept;
    }

    /** {@return whether the administrator wants it out of force} */
    private boolean isUnwanted(UpdateId id) {
        return situation.policy().exclude().contains(id) || situation.choices().get(id.value()) == Choice.REVERSE;
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

    private void dropReplaced(List<TrustedUpdate> wanted, Map<String, Warrant> kept) {
        kept.forEach((id, warrant) -> warrant.manifest().replaces().forEach(old -> {
            if (wanted.removeIf(other -> other.id().equals(old))) {
                held.put(old.value(), Issue.of(HookIssue.REPLACED, old.value(), id));
            }
        }));
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

    private List<Plan.Step> steps(List<TrustedUpdate> wanted, Map<String, Warrant> kept) {
        List<Plan.Step> steps = new ArrayList<>();
        for (TrustedUpdate update : wanted) {
            List<UpdateId> replace = update.manifest().replaces().stream()
                    .filter(old -> situation.isApplied(old.value()))
                    .toList();
            Optional<UpdateId> newer = newerOnSameFunctions(update, wanted, kept, replace);
            if (newer.isPresent() && !situation.isApplied(update.id().value())) {
                held.put(
                        update.id().value(),
                        Issue.of(HookIssue.STACK_ORDER, update.id().value(), newer.get()));
            } else {
                steps.add(new Plan.Step(update, replace));
            }
        }
        return steps;
    }

    /** A redirect written later is in force, so an older update must not be applied over a newer one. */
    private Optional<UpdateId> newerOnSameFunctions(
            TrustedUpdate update, List<TrustedUpdate> wanted, Map<String, Warrant> kept, List<UpdateId> replace) {
        return Stream.concat(
                        wanted.stream().map(TrustedUpdate::manifest),
                        kept.values().stream().map(Warrant::manifest))
                .filter(other -> other.sequence() > update.manifest().sequence())
                .filter(other -> situation.isApplied(other.id().value()) && !replace.contains(other.id()))
                .filter(other -> !Collections.disjoint(TrustedUpdate.functions(other), update.functions()))
                .map(Manifest::id)
                .findFirst();
    }

    private List<UpdateId> reversals(
            List<TrustedUpdate> wanted, List<Plan.Step> steps, Set<UpdateId> failed, Set<String> kept) {
        Set<UpdateId> keep = new HashSet<>();
        wanted.forEach(update -> keep.add(update.id()));
        held.forEach((id, issue) -> {
            if (kept.contains(id) || isOfUnknownOriginAndOnlyDamaged(id, issue)) {
                situation.actual(id).ifPresent(update -> keep.add(update.id()));
            }
        });
        situation.warrants().values().stream()
                .filter(warrant -> !warrant.holds())
                .forEach(warrant -> keep.remove(warrant.manifest().id()));
        steps.forEach(step -> keep.addAll(step.replace()));
        // The refused update was to replace these; without it they are the best there is.
        situation.installed().stream()
                .flatMap(installed -> installed.update().stream())
                .filter(update -> failed.contains(update.id()))
                .forEach(update -> keep.addAll(update.manifest().replaces()));
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
     * and to reverse it would open the hole again; where the trust itself was taken back, it has to go. An earlier
     * version of the client kept no warrants.
     */
    private boolean isOfUnknownOriginAndOnlyDamaged(String id, Issue issue) {
        return !situation.warrants().containsKey(id) && !Warrant.takesTrustBack(issue);
    }
}
