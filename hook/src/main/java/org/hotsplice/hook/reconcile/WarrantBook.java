/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotsplice.hook.kernel.KernelUpdate;
import org.hotsplice.hook.records.Warrants;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.ManifestJson;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.trust.SignedManifest;

/** Keeps, for each update in force, what it was verified by. */
final class WarrantBook {
    private final Warrants warrants;
    private final UpdateSource source;

    WarrantBook(Warrants warrants, UpdateSource source) {
        this.warrants = warrants;
        this.source = source;
    }

    /** {@return the warrants of what is in force, judged now; an update of unknown origin has none} */
    Map<String, Warrant> judge(List<Installed> installed, List<KernelUpdate> actual) throws IOException {
        Map<String, SignedManifest> kept = warrants.read();
        for (Installed candidate : installed) {
            candidate.update().filter(update -> isOf(kept, update)).ifPresent(update -> enter(kept, update));
        }
        Set<SignedManifest> verified = installed.stream()
                .flatMap(candidate -> candidate.update().stream())
                .map(TrustedUpdate::signed)
                .collect(Collectors.toSet());
        Map<String, Warrant> judged = new LinkedHashMap<>();
        for (KernelUpdate update : actual) {
            String id = update.id().value();
            SignedManifest signed = kept.get(id);
            Optional<Manifest> manifest = signed == null ? Optional.empty() : manifest(signed);
            if (signed != null && manifest.isPresent() && update.isApplied()) {
                Optional<Issue> objection =
                        verified.contains(signed) ? Optional.empty() : source.objectionTo(signed, id);
                judged.put(id, new Warrant(manifest.get(), objection));
            }
        }
        return judged;
    }

    /** To be called before updates are put in force, so that a crash in between leaves none without its warrant. */
    void enter(List<Plan.Step> steps, List<KernelUpdate> actual) throws IOException {
        Set<String> applied = applied(actual);
        Map<String, SignedManifest> kept = warrants.read();
        for (Plan.Step step : steps) {
            String id = step.update().id().value();
            // What is in force already came from other files, perhaps: these are its own only if they are the same.
            if (!applied.contains(id) || !kept.containsKey(id) || isOf(kept, step.update())) {
                enter(kept, step.update());
            }
        }
        warrants.keep(kept);
    }

    /** Forgets what is no longer in force. */
    void strikeAllBut(List<KernelUpdate> actual) throws IOException {
        Map<String, SignedManifest> kept = warrants.read();
        kept.keySet().retainAll(applied(actual));
        warrants.keep(kept);
    }

    private static void enter(Map<String, SignedManifest> kept, TrustedUpdate update) {
        kept.put(update.id().value(), update.signed());
    }

    private static Set<String> applied(List<KernelUpdate> actual) {
        return actual.stream()
                .filter(KernelUpdate::isApplied)
                .map(update -> update.id().value())
                .collect(Collectors.toSet());
    }

    /** {@return whether the update has the very files of the kept warrant, as one that is only signed anew has} */
    private static boolean isOf(Map<String, SignedManifest> kept, TrustedUpdate update) {
        return Optional.ofNullable(kept.get(update.id().value()))
                .flatMap(WarrantBook::manifest)
                .map(manifest -> manifest.files().equals(update.manifest().files()))
                .orElse(false);
    }

    private static Optional<Manifest> manifest(SignedManifest signed) {
        try {
            return Optional.of(ManifestJson.read(signed.manifestBytes()));
        } catch (RefusedException e) {
            // Written by another version of the client, perhaps.
            return Optional.empty();
        }
    }
}
