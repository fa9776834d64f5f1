/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hotsplice.hook.apt.PackageVerifier;
import org.hotsplice.hook.kernel.Kernel;
import org.hotsplice.hook.machine.CoreModule;
import org.hotsplice.hook.machine.Lock;
import org.hotsplice.hook.machine.MachineIssue;
import org.hotsplice.hook.machine.Places;
import org.hotsplice.hook.machine.Surroundings;
import org.hotsplice.hook.policy.Policy;
import org.hotsplice.hook.policy.PolicyFile;
import org.hotsplice.hook.reconcile.HookIssue;
import org.hotsplice.hook.reconcile.Installed;
import org.hotsplice.hook.reconcile.InstalledUpdates;
import org.hotsplice.hook.reconcile.Pause;
import org.hotsplice.hook.reconcile.Reconciler;
import org.hotsplice.hook.reconcile.UpdateSource;
import org.hotsplice.hook.records.Choices;
import org.hotsplice.hook.records.CrashGuard;
import org.hotsplice.hook.records.Event;
import org.hotsplice.hook.records.Records;
import org.hotsplice.hook.records.Result;
import org.hotsplice.hook.report.Status;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import org.hotsplice.update.trust.MachineTrust;

/** What the commands do, without any words. */
public final class Hotsplice {
    private final Places places;
    private final Kernel kernel;
    private final CoreModule core;
    private final Clock clock;
    private final Records records;

    public Hotsplice(Places places, Kernel kernel, CoreModule core, Clock clock) {
        this.places = places;
        this.kernel = kernel;
        this.core = core;
        this.clock = clock;
        this.records = new Records(places.state());
    }

    /** {@return how the machine stands; needs no lock and changes nothing} */
    public Status status() throws IOException {
        return new StatusReader(places, kernel, records).read();
    }

    /** {@return what was done, the oldest first} */
    public Records records() {
        return records;
    }

    /** {@return the running kernel} */
    public Kernel kernel() {
        return kernel;
    }

    /** {@return where things lie} */
    public Places places() {
        return places;
    }

    /** {@return why nothing is to be done on this machine; empty if it is an ordinary one} */
    public Optional<Issue> reasonToStandStill() throws IOException {
        return new Surroundings(places).reasonToStandStill();
    }

    /**
     * Makes the applied set the installed, trusted set.
     *
     * @param cause what started it, for the history
     * @param retry whether what the crash guard holds back is tried again
     * @param patience how long another command may keep the lock
     * @throws RefusedException if nothing could be done at all; the issue is in the records too, where there are any
     */
    public Reconciler.Report reconcile(String cause, boolean retry, Duration patience)
            throws IOException, RefusedException {
        return reconcile(cause, patience, () -> {
            if (retry) {
                new CrashGuard(records.folder()).forgive();
            }
        });
    }

    /** Writes down what the administrator wants. */
    private interface Wish {
        void write() throws IOException;
    }

    /** Records are read, changed and written as a whole, so nothing is written without the lock. */
    private Reconciler.Report reconcile(String cause, Duration patience, Wish wish)
            throws IOException, RefusedException {
        Optional<Issue> still = reasonToStandStill();
        if (still.isPresent() && still.get().code() != MachineIssue.SWITCHED_OFF) {
            throw new RefusedException(still.get());
        }
        return Lock.during(places.lock(), patience, () -> {
            wish.write();
            if (still.isPresent()) {
                standStill(cause, still.get());
                throw new RefusedException(still.get());
            }
            return reconcileLocked(cause, policy(cause));
        });
    }

    /**
     * Reconciles while the kernel waits with the init of this module. What is busy is tried once only: whoever loads
     * the module waits too.
     *
     * @param module its name
     * @param patience how long another command may keep the lock
     */
    public Reconciler.Report moduleComing(String module, Duration patience) throws IOException, RefusedException {
        Optional<Issue> still = reasonToStandStill();
        if (still.isPresent()) {
            throw new RefusedException(still.get());
        }
        Hotsplice atThatMoment = new Hotsplice(places, kernel.withComing(module), core, clock);
        String cause = "module " + module;
        return Lock.during(
                places.lock(),
                patience,
                () -> atThatMoment.reconcileLocked(cause, policy(cause).withRetries(0)));
    }

    private Reconciler.Report reconcileLocked(String cause, Policy policy) throws IOException, RefusedException {
        MachineTrust trust = trust(policy);
        trust.keepRevocations();
        InstalledUpdates source = new InstalledUpdates(places.updates(), trust.verifier());
        if (needsCore(source)) {
            Optional<Issue> missing = core.ensure(kernel);
            if (missing.isPresent()) {
                standStill(cause, missing.get());
                announce(cause);
                throw new RefusedException(missing.get());
            }
        }
        Reconciler.Report report = reconciler(source, policy).run(cause);
        Journal.write(report.events());
        announce(cause);
        return report;
    }

    private void announce(String cause) throws IOException {
        List<String> untold = new Announcer(places, records).announce(status());
        if (!untold.isEmpty()) {
            rememberTrouble(cause, untold.get(0));
        }
    }

    private Reconciler reconciler(UpdateSource source, Policy policy) {
        return new Reconciler(kernel, source, policy, records, clock, Pause.real());
    }

    /** Keeps a choice for each of these updates and reconciles. */
    public Reconciler.Report choose(List<UpdateId> ids, Choices.Choice choice, String cause, Duration patience)
            throws IOException, RefusedException {
        for (UpdateId id : ids) {
            boolean installed =
                    Files.isDirectory(places.updates(kernel.release()).resolve(id.value()));
            boolean known = kernel.update(id).isPresent();
            if (!installed && !(choice == Choices.Choice.REVERSE && known)) {
                throw new RefusedException(Issue.of(HookIssue.NOT_INSTALLED, id.value(), kernel.release()));
            }
        }
        return reconcile(cause, patience, () -> {
            Choices choices = new Choices(records.folder());
            for (UpdateId id : ids) {
                choices.choose(id.value(), choice);
            }
        });
    }

    /** Reverses everything that is in force, without any choice being kept; for the removal of the client. */
    public List<String> reverseAll(Duration patience) throws IOException, RefusedException {
        Optional<Issue> still = reasonToStandStill();
        if (still.isPresent() || !kernel.hasCore()) {
            return List.of();
        }
        return Lock.during(places.lock(), patience, () -> {
            Journal.write(reconciler(new NothingInstalled(), Policy.DEFAULT)
                    .run("removal")
                    .events());
            announce("removal");
            List<String> left = new ArrayList<>();
            kernel.updates().forEach(update -> left.add(update.id().value()));
            if (left.isEmpty()) {
                core.unload();
            }
            return left;
        });
    }

    /** {@return each of these updates with what keeps it from being applied; nothing is put in force} */
    public List<Installed> installed(Set<String> ids) throws IOException, RefusedException {
        List<Installed> found = new ArrayList<>();
        for (Installed candidate :
                installedUpdates(PolicyFile.read(places.policy())).installed(kernel.release())) {
            if (ids.isEmpty() || ids.contains(candidate.name())) {
                found.add(candidate);
            }
        }
        Set<String> missing = new TreeSet<>(ids);
        found.forEach(candidate -> missing.remove(candidate.name()));
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    Issue.of(HookIssue.NOT_INSTALLED, missing.iterator().next(), kernel.release()));
        }
        return found;
    }

    /** {@return what the kernel says to this update when it is only matched} */
    public Optional<Issue> check(Installed candidate, Duration patience) throws IOException, RefusedException {
        Optional<Issue> still = reasonToStandStill().or(candidate::issue);
        if (still.isPresent()) {
            return still;
        }
        return Lock.during(places.lock(), patience, () -> {
            Optional<Issue> missing = core.ensure(kernel);
            if (missing.isPresent()) {
                return missing;
            }
            Policy policy = PolicyFile.read(places.policy());
            return reconciler(installedUpdates(policy), policy).check(candidate);
        });
    }

    /** {@return the verifier that the policy and the trust store of this machine make} */
    public InstalledUpdates installedUpdates(Policy policy) throws IOException {
        return new InstalledUpdates(places.updates(), trust(policy).verifier());
    }

    /** {@return whom this machine trusts, and the files that could not be used for that} */
    public MachineTrust trust(Policy policy) throws IOException {
        return MachineTrust.read(
                places.of(policy.trust()), places.successorKeys(), places.revoked(), policy.threshold(), clock);
    }

    /** {@return the verifier of package files} */
    public PackageVerifier packageVerifier() throws IOException, RefusedException {
        return new PackageVerifier(installedUpdates(PolicyFile.read(places.policy())), records.folder());
    }

    private void rememberTrouble(String cause, String message) throws IOException {
        remember(new Event(now(), "announce", "", kernel.release(), cause, "NOT_TOLD", message));
    }

    /** Adds what a package manager was told to the history and the journal. */
    public void rememberRefusal(Issue issue, String id, String cause) throws IOException {
        remember(new Event(now(), "refuse", id, "", cause, issue.code().name(), issue.message()));
    }

    private void remember(Event event) throws IOException {
        records.remember(List.of(event));
        Journal.write(List.of(event));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private boolean needsCore(InstalledUpdates source) throws IOException {
        Path here = places.updates(kernel.release());
        return !source.isEmpty(here) || !kernel.updates().isEmpty();
    }

    private Policy policy(String cause) throws IOException, RefusedException {
        try {
            return PolicyFile.read(places.policy());
        } catch (RefusedException e) {
            standStill(cause, e.issue());
            throw e;
        }
    }

    /** Records why nothing was done, in the history only if that is new; what is known of the updates stays. */
    private void standStill(String cause, Issue issue) throws IOException {
        Result earlier = records.result();
        String code = issue.code().name();
        if (!earlier.code().equals(code) || !earlier.boot().equals(kernel.bootId())) {
            remember(new Event(now(), "stand-still", "", kernel.release(), cause, code, issue.message()));
        }
        records.keep(new Result(
                now(),
                kernel.bootId(),
                cause,
                code,
                issue.message(),
                issue.code().wayOut(),
                earlier.updates()));
    }
}
