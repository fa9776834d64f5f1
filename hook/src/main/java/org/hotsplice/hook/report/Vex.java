/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hotsplice.hook.records.UpdateRecord;

/**
 * The state of CVEs in the running kernel as an OpenVEX document, for scanners that would otherwise go by the version
 * of the installed kernel package.
 */
public final class Vex {
    private Vex() {}

    /**
     * {@return the document; empty where there is nothing to state, since the format has no such document}
     *
     * @param unfixed CVEs of this kernel that the publisher knows and that no update fixes
     * @param at the time that it speaks of
     */
    public static Optional<String> of(Status status, List<String> unfixed, String at) {
        List<String> fixed = status.cvesFixed();
        TreeSet<String> affected = new TreeSet<>(unfixed);
        status.updates().stream()
                .filter(update -> update.release().equals(status.release()) && !update.inForce())
                .map(UpdateRecord::cves)
                .forEach(affected::addAll);
        affected.removeAll(fixed);
        List<Object> statements = new ArrayList<>();
        fixed.forEach(cve -> statements.add(statement(status, cve, "fixed")));
        affected.forEach(cve -> statements.add(statement(status, cve, "affected")));
        if (statements.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", "https://openvex.dev/ns/v0.2.0");
        document.put("@id", "urn:hotsplice:" + status.release() + ":" + at);
        document.put("author", "hotsplice on the machine itself");
        document.put("timestamp", at);
        document.put("version", 1);
        document.put("statements", statements);
        return Optional.of(Json.write(document));
    }

    private static Map<String, Object> statement(Status status, String cve, String state) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("vulnerability", Map.of("name", cve));
        Map<String, Object> product = new LinkedHashMap<>();
        String effective = "pkg:generic/linux@" + status.effectiveRelease().replace("+", "%2B");
        product.put("@id", effective);
        product.put("identifiers", Map.of("purl", effective));
        statement.put("products", List.of(product));
        statement.put("status", state);
        if (state.equals("affected")) {
            statement.put(
                    "action_statement",
                    "See 'hotsplice status' for what hinders the fix, or reboot into a fixed kernel");
        }
        return statement;
    }
}
