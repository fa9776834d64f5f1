/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.bundle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;

/**
 * All updates of one kernel, as one package carries them.
 *
 * @param kernel the kernel that all are for
 * @param bundles by sequence number, the oldest first
 */
public record UpdateSet(KernelIdentity kernel, List<SignedBundle> bundles) {
    public UpdateSet {
        bundles = List.copyOf(bundles);
    }

    /**
     * {@return the set of these bundles}
     *
     * @throws RefusedException if they are not for one kernel, or one needs or excludes another
     */
    public static UpdateSet of(List<SignedBundle> bundles) throws RefusedException {
        if (bundles.isEmpty()) {
            throw new IllegalArgumentException("a set has at least one bundle");
        }
        SignedBundle first = bundles.get(0);
        Map<UpdateId, SignedBundle> byId = new TreeMap<>();
        for (SignedBundle bundle : bundles) {
            requireSameKernel(first, bundle);
            SignedBundle twin = byId.put(bundle.manifest().id(), bundle);
            if (twin != null) {
                throw refused(
                        SignerIssue.BUNDLE_TWICE, bundle, bundle.manifest().id(), twin.folder());
            }
        }
        for (SignedBundle bundle : bundles) {
            requireRelations(bundle, byId);
        }
        List<SignedBundle> ordered = new ArrayList<>(bundles);
        ordered.sort(Comparator.comparingLong((SignedBundle b) -> b.manifest().sequence())
                .thenComparing(b -> b.manifest().id()));
        return new UpdateSet(first.manifest().kernel(), ordered);
    }

    private static void requireSameKernel(SignedBundle first, SignedBundle bundle) throws RefusedException {
        KernelIdentity due = first.manifest().kernel();
        KernelIdentity found = bundle.manifest().kernel();
        requireEqual("release", found.release(), due.release(), bundle, first);
        requireEqual("kernel version", found.version(), due.version(), bundle, first);
        requireEqual("architecture", found.architecture(), due.architecture(), bundle, first);
        requireEqual("build-id", found.buildId(), due.buildId(), bundle, first);
    }

    private static void requireEqual(String field, String found, String due, SignedBundle bundle, SignedBundle first)
            throws RefusedException {
        if (!found.equals(due)) {
            throw refused(SignerIssue.BUNDLES_DISAGREE, bundle, field, found, due, first.folder());
        }
    }

    private static void requireRelations(SignedBundle bundle, Map<UpdateId, SignedBundle> byId)
            throws RefusedException {
        for (UpdateId required : bundle.manifest().requires()) {
            if (!byId.containsKey(required)) {
                throw refused(SignerIssue.REQUIREMENT_MISSING, bundle, required);
            }
        }
        for (UpdateId replaced : bundle.manifest().replaces()) {
            SignedBundle old = byId.get(replaced);
            if (old != null) {
                throw refused(SignerIssue.SUPERSEDED, old, bundle.manifest().id());
            }
        }
    }

    private static RefusedException refused(SignerIssue code, SignedBundle bundle, Object... parameters) {
        return new RefusedException(Issue.of(code, bundle.folder().toString(), parameters));
    }

    /** {@return the manifests, the oldest first} */
    public List<Manifest> manifests() {
        return bundles.stream().map(SignedBundle::manifest).toList();
    }

    /** {@return the highest sequence number} */
    public long sequence() {
        return bundles.get(bundles.size() - 1).manifest().sequence();
    }

    /** {@return when the newest of them was signed} */
    public Instant newest() {
        return manifests().stream()
                .map(Manifest::created)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** {@return all CVEs that they fix, sorted by year and number} */
    public List<String> cves() {
        return manifests().stream()
                .flatMap(manifest -> manifest.cves().stream())
                .distinct()
                .sorted(Comparator.comparing((String cve) -> cve.substring(0, 8))
                        .thenComparingInt(String::length)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
