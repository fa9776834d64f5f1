/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hotsplice.update.Manifest.BundleFile;
import org.hotsplice.update.Manifest.FunctionChange;
import org.hotsplice.update.Manifest.Role;
import org.hotsplice.update.Manifest.Target;

/** What a manifest must keep to beyond its types. Names become paths and module names, so they are held narrow. */
final class ManifestRules {
    private static final Pattern CVE = Pattern.compile("CVE-[0-9]{4}-[0-9]{4,7}");
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029\\p{Cs}]{1,200}");
    private static final Pattern TARGET = Pattern.compile("[A-Za-z0-9_]{1,55}");
    private static final Pattern SYMBOL = Pattern.compile("[A-Za-z_.$][A-Za-z0-9_.$]{0,510}");
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9_+.,=@-]+(/[A-Za-z0-9_+.,=@-]+)*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_UNIT = 1024;
    private static final int MOST_TARGETS = 64;
    private static final long LARGEST_FILE = 256L << 20;

    private final Manifest manifest;
    private final List<String> broken = new ArrayList<>();

    private ManifestRules(Manifest manifest) {
        this.manifest = manifest;
    }

    /** {@return the first rule that the manifest breaks, as "field: reason"} */
    static Optional<String> firstBroken(Manifest manifest) {
        ManifestRules rules = new ManifestRules(manifest);
        if (manifest.schema() != Manifest.SCHEMA) {
            return Optional.of("schema: is " + manifest.schema() + ", this version reads " + Manifest.SCHEMA);
        }
        if (rules.nothingMissing()) {
            rules.head();
            rules.relations();
            rules.targets();
            rules.files();
        }
        return rules.broken.stream().findFirst();
    }

    private void require(boolean holds, String field, String reason) {
        if (!holds) {
            broken.add(field + ": " + reason);
        }
    }

    // The format has no optional field but 'expires'; JSON null is the one value that the types let through.
    private boolean nothingMissing() {
        require(Objects.nonNull(manifest.id()), "id", "is null");
        require(Objects.nonNull(manifest.description()), "description", "is null");
        require(Objects.nonNull(manifest.created()), "created", "is null");
        require(Objects.nonNull(manifest.tool()), "tool", "is null");
        require(Objects.nonNull(manifest.kernel()), "kernel", "is null");
        for (Target target : manifest.targets()) {
            require(Objects.nonNull(target.name()), "targets", "a name is null");
            for (FunctionChange function : target.functions()) {
                boolean whole = Objects.nonNull(function.name())
                        && Objects.nonNull(function.unit())
                        && Objects.nonNull(function.change());
                require(whole, "targets", "a function has a null field");
            }
        }
        for (BundleFile file : manifest.files()) {
            boolean whole =
                    Objects.nonNull(file.name()) && Objects.nonNull(file.role()) && Objects.nonNull(file.sha256());
            require(whole, "files", "a file has a null field");
        }
        return broken.isEmpty();
    }

    private void head() {
        require(manifest.sequence() >= 0, "sequence", "is negative: " + manifest.sequence());
        require(
                LINE.matcher(manifest.description()).matches(),
                "description",
                "is not one line of 1 to 200 characters");
        require(LINE.matcher(manifest.tool()).matches(), "tool", "is not one line of 1 to 200 characters");
        require(wholeSeconds(manifest.created()), "created", "is not whole seconds: " + manifest.created());
        Instant expires = manifest.expires();
        if (expires != null) {
            require(wholeSeconds(expires), "expires", "is not whole seconds: " + expires);
            require(expires.isAfter(manifest.created()), "expires", expires + " is not after " + manifest.created());
        }
        for (String cve : manifest.cves()) {
            require(CVE.matcher(cve).matches(), "cves", "is not the name of a CVE: '" + cve + "'");
        }
        require(ascending(manifest.cves(), Comparator.naturalOrder()), "cves", "are not sorted, or one comes twice");
    }

    private void relations() {
        relation("requires", manifest.requires());
        relation("replaces", manifest.replaces());
        for (UpdateId id : manifest.replaces()) {
            require(!manifest.requires().contains(id), "replaces", id + " is required and replaced");
        }
    }

    private void relation(String field, List<UpdateId> ids) {
        require(new HashSet<>(ids).size() == ids.size(), field, "name one update twice");
        require(!ids.contains(manifest.id()), field, "name the update itself");
    }

    private void targets() {
        int count = manifest.targets().size();
        require(count >= 1 && count <= MOST_TARGETS, "targets", "are " + count + ", 1 to " + MOST_TARGETS + " can be");
        Set<String> names = new HashSet<>();
        for (Target target : manifest.targets()) {
            require(TARGET.matcher(target.name()).matches(), "targets", "not a target: '" + target.name() + "'");
            require(names.add(target.name()), "targets", "'" + target.name() + "' comes twice");
            for (FunctionChange function : target.functions()) {
                function(function);
            }
        }
    }

    private void function(FunctionChange function) {
        require(SYMBOL.matcher(function.name()).matches(), "functions", "not a symbol: '" + function.name() + "'");
        String unit = function.unit();
        boolean inside = unit.length() <= LONGEST_UNIT
                && UNIT.matcher(unit).matches()
                && !("/" + unit + "/").contains("/../")
                && !("/" + unit + "/").contains("/./");
        require(inside, "functions", "not a file of the kernel tree: '" + unit + "'");
    }

    private void files() {
        Set<String> names = new HashSet<>();
        for (BundleFile file : manifest.files()) {
            String due = BundleNames.of(manifest.id(), file.role(), file.part());
            require(file.name().equals(due), "files", "'" + file.name() + "' must be named '" + due + "'");
            require(names.add(file.name()), "files", "'" + file.name() + "' comes twice");
            require(file.size() >= 1 && file.size() <= LARGEST_FILE, file.name(), "impossible size " + file.size());
            require(SHA256.matcher(file.sha256()).matches(), file.name(), "no SHA-256: '" + file.sha256() + "'");
            boolean partExists =
                    file.part() >= 0 && file.part() < manifest.targets().size();
            require(partExists, file.name(), "there is no part " + file.part());
        }
        for (int part = 0; part < manifest.targets().size(); part++) {
            for (Role role : List.of(Role.REF, Role.NEW)) {
                String due = BundleNames.of(manifest.id(), role, part);
                require(names.contains(due), "files", "'" + due + "' is missing");
            }
        }
        Comparator<BundleFile> order = Comparator.comparing(BundleFile::name);
        require(ascending(manifest.files(), order), "files", "are not sorted by name");
    }

    private static boolean wholeSeconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).equals(instant) && !instant.isBefore(Instant.EPOCH);
    }

    private static <T> boolean ascending(List<T> items, Comparator<T> order) {
        for (int i = 1; i < items.size(); i++) {
            if (order.compare(items.get(i - 1), items.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
