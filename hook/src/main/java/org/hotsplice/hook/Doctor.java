/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotsplice.hook.kernel.Kernel;
import org.hotsplice.hook.machine.Places;
import org.hotsplice.hook.policy.Policy;
import org.hotsplice.hook.policy.PolicyFile;
import org.hotsplice.hook.records.CrashGuard;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.trust.MachineTrust;

/** Examines what applying an update depends on. */
public final class Doctor {
    private final Hotsplice hotsplice;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * One thing that was looked at.
     *
     * @param subject what
     * @param well whether it is as it should be
     * @param message what was found
     * @param wayOut what to do; empty if it is well
     */
    public record Finding(String subject, boolean well, String message, String wayOut) {}

    public Doctor(Hotsplice hotsplice) {
        this.hotsplice = hotsplice;
    }

    /** {@return what was found, in the order in which things depend on each other} */
    public List<Finding> examine() throws IOException {
        Optional<Issue> still = hotsplice.reasonToStandStill();
        if (still.isPresent()) {
            wrong("machine", still.get());
            return findings;
        }
        well("machine", "neither container nor chroot, not switched off");
        trust(policy());
        kernel();
        updates();
        suspects();
        return findings;
    }

    /** {@return the policy, or the usual one where the file cannot be used} */
    private Policy policy() {
        Path file = hotsplice.places().policy();
        try {
            Policy policy = PolicyFile.read(file);
            well("policy", file + ": " + policy.mode());
            return policy;
        } catch (RefusedException e) {
            wrong("policy", e.issue());
            return Policy.DEFAULT;
        }
    }

    /** Keys, the successors that they name, and lists of what was revoked. */
    private void trust(Policy policy) throws IOException {
        MachineTrust trust = hotsplice.trust(policy);
        trust.issues().forEach(issue -> wrong("trust", issue));
        if (trust.store().certificates().isEmpty()) {
            findings.add(new Finding(
                    "trust",
                    false,
                    policy.trust() + " holds no public key, so no update can be trusted",
                    "Put the publisher's key there as KEY.asc"));
        } else {
            trust.store().certificates().forEach(key -> well("trust", "trusted: " + key.fingerprint()));
        }
    }

    private void kernel() throws IOException {
        Kernel kernel = hotsplice.kernel();
        well("kernel", kernel.release() + ", build-id " + kernel.identity().buildId());
        if (kernel.hasCore()) {
            well("module", "hotsplice " + kernel.coreVersion() + " is loaded, ABI " + kernel.coreAbi());
            return;
        }
        Places places = hotsplice.places();
        Path modules = places.root().resolve("lib/modules").resolve(kernel.release());
        boolean built = Files.exists(modules.resolve("updates/hotsplice/hotsplice.ko"))
                || Files.exists(modules.resolve("updates/dkms/hotsplice.ko"));
        if (built) {
            well("module", "hotsplice is installed and not loaded yet; the first update loads it");
        } else {
            findings.add(new Finding(
                    "module",
                    false,
                    modules + " has no hotsplice module",
                    "Install hotsplice-kmod-" + kernel.release() + " or hotsplice-dkms"));
        }
    }

    private void updates() throws IOException {
        var status = hotsplice.status();
        well("updates", status.updates().size() + " installed");
        status.updates().stream()
                .filter(update -> !update.code().isEmpty())
                .forEach(update -> findings.add(new Finding(
                        "update " + update.id(),
                        update.standing() == org.hotsplice.hook.records.Standing.OTHER_KERNEL
                                || update.standing() == org.hotsplice.hook.records.Standing.REPLACED
                                || update.standing() == org.hotsplice.hook.records.Standing.HELD,
                        update.code() + ": " + update.message(),
                        update.wayOut())));
    }

    private void suspects() throws IOException {
        var suspects = new CrashGuard(hotsplice.records().folder()).suspects();
        if (!suspects.isEmpty()) {
            findings.add(new Finding(
                    "crash guard",
                    false,
                    "held back after a crash: " + String.join(" ", suspects),
                    "Read journalctl -b -1 -k; to try again run: hotsplice reconcile --retry"));
        }
    }

    private void well(String subject, String message) {
        findings.add(new Finding(subject, true, message, ""));
    }

    private void wrong(String subject, Issue issue) {
        findings.add(new Finding(
                subject,
                false,
                issue.code().name() + ": " + issue.message(),
                issue.code().wayOut()));
    }
}
