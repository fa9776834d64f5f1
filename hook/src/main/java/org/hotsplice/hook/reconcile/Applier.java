/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotsplice.hook.kernel.BusyTask;
import org.hotsplice.hook.kernel.ErrorNumber;
import org.hotsplice.hook.kernel.Kernel;
import org.hotsplice.hook.kernel.KernelUpdate;
import org.hotsplice.hook.kernel.Refusal;
import org.hotsplice.hook.kernel.RefusalCode;
import org.hotsplice.hook.kernel.SystemCallException;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.Manifest.Role;
import org.hotsplice.update.UpdateId;

/**
 * Applies and reverses single updates. Each step first asks the kernel what is there, so that a run that was killed
 * anywhere is continued by the next one.
 */
final class Applier {
    /** The kernel itself tries each freeze several times; this is what is waited between rounds of that. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private static final int UNLOAD_TRIES = 5;

    private final Kernel kernel;
    private final Pause pause;
    private final int retries;

    /**
     * What became of one update.
     *
     * @param changed whether the kernel was changed
     * @param issue why it is not as wanted; empty if it is
     * @param waiting targets that are not loaded yet
     */
    record Outcome(boolean changed, Optional<Issue> issue, List<String> waiting) {
        private static Outcome refused(Issue issue) {
            return new Outcome(false, Optional.of(issue), List.of());
        }
    }

    Applier(Kernel kernel, Pause pause, int retries) {
        this.kernel = kernel;
        this.pause = pause;
        this.retries = retries;
    }

    /** {@return whether an update is in force in every part whose target is there} */
    boolean isComplete(TrustedUpdate update) throws IOException {
        Optional<KernelUpdate> known = kernel.update(update.id());
        if (known.isEmpty() || !known.get().isApplied()) {
            return false;
        }
        return missingParts(update, known).isEmpty();
    }

    /** Loads the parts whose target is there and puts the update in force, in one freeze. */
    Outcome apply(Plan.Step step) throws IOException {
        TrustedUpdate update = step.update();
        dropLost(update.id());
        Optional<KernelUpdate> before = kernel.update(update.id());
        // Asked first: a target that comes in between is then named here, and looked at again.
        List<String> waiting = waiting(update);
        List<Integer> missing = missingParts(update, before);
        boolean applied = before.map(KernelUpdate::isApplied).orElse(false);
        if (applied && missing.isEmpty()) {
            return new Outcome(false, Optional.empty(), waiting);
        }
        if (missing.isEmpty() && before.isEmpty()) {
            return withoutTarget(update, waiting);
        }
        Optional<Issue> issue = load(update, missing);
        if (issue.isEmpty()) {
            issue = command(update.id(), applyCommand(step.replace()));
        }
        if (issue.isPresent() && !applied) {
            unload(update.id(), update.manifest().targets().size());
        } else if (issue.isPresent()) {
            missing.forEach(part -> unloadPart(update.id(), part));
        }
        if (issue.isPresent()) {
            return Outcome.refused(issue.get());
        }
        unloadReplaced(step.replace());
        return new Outcome(true, Optional.empty(), waiting);
    }

    /** One that uses data of another one holds it in memory, so they go in the order that the kernel lets them. */
    private void unloadReplaced(List<UpdateId> replaced) throws IOException {
        Map<UpdateId, Integer> left = new LinkedHashMap<>();
        for (UpdateId id : replaced) {
            left.put(id, parts(id));
        }
        while (left.entrySet()
                .removeIf(entry -> unload(entry.getKey(), entry.getValue()).isEmpty())) {
            // What went may have held another one.
        }
    }

    /** Takes an update out of force and unloads its modules. */
    Outcome reverse(UpdateId id) throws IOException {
        Optional<KernelUpdate> before = kernel.update(id);
        int parts = parts(id);
        boolean changed = before.map(KernelUpdate::isApplied).orElse(false);
        if (changed) {
            Optional<Issue> issue = command(id, "reverse");
            if (issue.isPresent()) {
                return Outcome.refused(issue.get());
            }
        }
        Optional<String> left = unload(id, parts);
        return new Outcome(changed, left.map(why -> Issue.of(HookIssue.STILL_LOADED, id.value(), why)), List.of());
    }

    /** Loads and matches an update and unloads it again; nothing is put in force. */
    Outcome check(TrustedUpdate update) throws IOException {
        Optional<KernelUpdate> before = kernel.update(update.id());
        if (before.map(KernelUpdate::isApplied).orElse(false)) {
            return new Outcome(false, Optional.empty(), waiting(update));
        }
        List<String> waiting = waiting(update);
        List<Integer> missing = missingParts(update, before);
        if (missing.isEmpty()) {
            return withoutTarget(update, waiting);
        }
        Optional<Issue> issue = load(update, missing);
        unload(update.id(), update.manifest().targets().size());
        return new Outcome(false, issue, waiting);
    }

    private static Outcome withoutTarget(TrustedUpdate update, List<String> waiting) {
        Issue issue = Issue.of(HookIssue.NO_TARGET, update.id().value(), String.join(", ", waiting));
        return new Outcome(false, Optional.of(issue), waiting);
    }

    /** What is lost cannot be applied again; the target may come back and gets the part anew. */
    private void dropLost(UpdateId id) throws IOException {
        List<Integer> lost = kernel.update(id).map(KernelUpdate::lostParts).orElse(List.of());
        // One that stays says so where the part is applied.
        lost.forEach(part -> unloadPart(id, part));
    }

    private List<Integer> missingParts(TrustedUpdate update, Optional<KernelUpdate> known) throws IOException {
        List<Integer> missing = new ArrayList<>();
        List<Manifest.Target> targets = update.manifest().targets();
        for (int part = 0; part < targets.size(); part++) {
            int number = part;
            boolean applied = known.map(k -> k.isApplied(number)).orElse(false);
            if (!applied && kernel.isPresent(targets.get(part).name())) {
                missing.add(part);
            }
        }
        return missing;
    }

    /** {@return the targets of an update that are not there} */
    List<String> waiting(TrustedUpdate update) throws IOException {
        List<String> waiting = new ArrayList<>();
        for (Manifest.Target target : update.manifest().targets()) {
            if (!kernel.isPresent(target.name())) {
                waiting.add(target.name());
            }
        }
        return waiting;
    }

    private Optional<Issue> load(TrustedUpdate update, List<Integer> parts) throws IOException {
        for (int part : parts) {
            for (Role role : List.of(Role.REF, Role.NEW)) {
                String module = role == Role.REF
                        ? update.id().refModuleName(part)
                        : update.id().newModuleName(part);
                Optional<byte[]> image = update.module(role, part);
                if (image.isEmpty() || kernel.isLoaded(module)) {
                    continue;
                }
                Optional<Issue> issue = loadModule(update, part, module, image.get());
                if (issue.isPresent()) {
                    return issue;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Issue> loadModule(TrustedUpdate update, int part, String module, byte[] image) throws IOException {
        try {
            kernel.load(module, image);
            return Optional.empty();
        } catch (SystemCallException e) {
            if (e.error() == ErrorNumber.EEXIST) {
                return Optional.empty();
            }
            String where =
                    update.id() + " (" + update.manifest().targets().get(part).name() + ")";
            Refusal refusal = kernel.refusal();
            if (!refusal.isNone() && refusal.id().equals(update.id().value())) {
                return Optional.of(refusal.issue(where));
            }
            HookIssue code =
                    ErrorNumber.isModuleSignature(e.error()) ? HookIssue.MODULE_SIGNATURE : HookIssue.MODULE_REFUSED;
            return Optional.of(Issue.of(code, where, ErrorNumber.describe(e.error())));
        }
    }

    private static String applyCommand(List<UpdateId> replace) {
        return replace.isEmpty()
                ? "apply"
                : "apply replace=" + replace.stream().map(UpdateId::value).collect(Collectors.joining(","));
    }

    /** {@return why the kernel did not do it, after all rounds; empty if it did} */
    private Optional<Issue> command(UpdateId id, String command) throws IOException {
        Duration wait = FIRST_PAUSE;
        for (int round = 0; ; round++) {
            try {
                kernel.control(id, command);
                return Optional.empty();
            } catch (SystemCallException e) {
                if (e.error() == ErrorNumber.EALREADY) {
                    return Optional.empty();
                }
                Refusal refusal = kernel.refusal();
                if (e.error() != ErrorNumber.EBUSY) {
                    return Optional.of(
                            refusal.isNone()
                                    ? Issue.of(RefusalCode.NONE, id.value(), ErrorNumber.describe(e.error()))
                                    : refusal.issue(id.value()));
                }
                if (round >= retries) {
                    return Optional.of(Issue.of(RefusalCode.BUSY, id.value(), describeBusy(id, refusal)));
                }
                pause.sleep(wait);
                wait = wait.multipliedBy(2);
            }
        }
    }

    private String describeBusy(UpdateId id, Refusal refusal) throws IOException {
        List<BusyTask> busy = kernel.busy(id);
        if (busy.isEmpty()) {
            return refusal.detail().isEmpty() ? "no task was named" : refusal.detail();
        }
        return busy.stream().map(BusyTask::toString).collect(Collectors.joining(", "));
    }

    private int parts(UpdateId id) throws IOException {
        return kernel.update(id)
                        .map(update -> update.parts().stream()
                                .mapToInt(KernelUpdate.Part::number)
                                .max()
                                .orElse(0))
                        .orElse(0)
                + 1;
    }

    /** {@return why a module could not be unloaded; empty if none is left} */
    private Optional<String> unload(UpdateId id, int parts) {
        Optional<String> left = Optional.empty();
        for (int part = parts - 1; part >= 0; part--) {
            Optional<String> failed = unloadPart(id, part);
            if (failed.isPresent()) {
                left = failed;
            }
        }
        return left;
    }

    private Optional<String> unloadPart(UpdateId id, int part) {
        for (String module : List.of(id.newModuleName(part), id.refModuleName(part))) {
            Optional<String> failed = unloadModule(module);
            if (failed.isPresent()) {
                return failed;
            }
        }
        return Optional.empty();
    }

    private Optional<String> unloadModule(String module) {
        String reason = "";
        for (int i = 0; i < UNLOAD_TRIES && kernel.isLoaded(module); i++) {
            try {
                kernel.unload(module);
                return Optional.empty();
            } catch (SystemCallException e) {
                reason = String.valueOf(e.getMessage());
                if (e.error() != ErrorNumber.EAGAIN && e.error() != ErrorNumber.EBUSY) {
                    break;
                }
            }
            try {
                pause.sleep(Duration.ofMillis(100));
            } catch (IOException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
        return kernel.isLoaded(module) ? Optional.of(reason) : Optional.empty();
    }
}
