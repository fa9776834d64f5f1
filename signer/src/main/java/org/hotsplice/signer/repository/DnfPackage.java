/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.io.IOException;
import java.util.List;
import org.hotsplice.signer.rpm.RpmDescription;
import org.hotsplice.signer.rpm.RpmDescription.Dependency;
import org.hotsplice.signer.rpm.RpmIdentity;

/**
 * A package in a dnf repository, as its metadata tells of it.
 *
 * @param place its path in the repository
 * @param sha256 the digest of its file
 * @param size the size of its file
 * @param description what its headers say
 */
record DnfPackage(String place, String sha256, long size, RpmDescription description) {

    private static final String UPDATES = "hotsplice-updates";
    private static final String FIXES = "hotsplice-fix(";
    private static final String UNFIXED = "hotsplice-unfixed(";

    /** {@return whether it is a package of updates for one kernel} */
    boolean holdsUpdates() throws IOException {
        return description.provides().stream()
                .anyMatch(dependency -> dependency.name().equals(UPDATES));
    }

    /** {@return the CVEs that it fixes} */
    List<String> fixes() throws IOException {
        return provided(FIXES);
    }

    /** {@return the CVEs that it is said not to fix} */
    List<String> unfixed() throws IOException {
        return provided(UNFIXED);
    }

    private List<String> provided(String prefix) throws IOException {
        return description.provides().stream()
                .map(Dependency::name)
                .filter(name -> name.startsWith(prefix) && name.endsWith(")"))
                .map(name -> name.substring(prefix.length(), name.length() - 1))
                .toList();
    }

    void primary(XmlText xml) throws IOException {
        RpmIdentity identity = description.identity();
        xml.start("package", "type", "rpm").element("name", identity.name()).element("arch", identity.architecture());
        version(xml);
        xml.element("checksum", sha256, "type", "sha256", "pkgid", "YES")
                .element("summary", description.summary())
                .element("description", description.description())
                .element("packager", description.packager())
                .element("url", "")
                .empty("time", "file", description.buildTime(), "build", description.buildTime())
                .empty(
                        "size",
                        "package",
                        size,
                        "installed",
                        description.installedSize(),
                        "archive",
                        description.archiveSize())
                .empty("location", "href", place)
                .start("format")
                .element("rpm:license", description.license())
                .element("rpm:vendor", "")
                .element("rpm:group", description.group())
                .element("rpm:buildhost", description.buildHost())
                .element("rpm:sourcerpm", description.sourceRpm())
                .empty("rpm:header-range", "start", description.headerStart(), "end", description.headerEnd());
        dependencies(xml, "rpm:provides", description.provides());
        dependencies(xml, "rpm:requires", description.requires());
        dependencies(xml, "rpm:recommends", description.recommends());
        dependencies(xml, "rpm:supplements", description.supplements());
        xml.end().end();
    }

    void fileList(XmlText xml) throws IOException {
        head(xml);
        for (RpmDescription.Entry entry : description.entries()) {
            if (entry.folder()) {
                xml.element("file", entry.path(), "type", "dir");
            } else {
                xml.element("file", entry.path());
            }
        }
        xml.end();
    }

    void other(XmlText xml) throws IOException {
        head(xml);
        List<String> entry = description.changelog();
        if (!entry.isEmpty()) {
            xml.element("changelog", entry.get(2), "author", entry.get(0), "date", entry.get(1));
        }
        xml.end();
    }

    private void head(XmlText xml) {
        RpmIdentity identity = description.identity();
        xml.start("package", "pkgid", sha256, "name", identity.name(), "arch", identity.architecture());
        version(xml);
    }

    private void version(XmlText xml) {
        RpmIdentity identity = description.identity();
        xml.empty("version", "epoch", 0, "ver", identity.version(), "rel", identity.release());
    }

    private static void dependencies(XmlText xml, String name, List<Dependency> dependencies) {
        if (dependencies.isEmpty()) {
            return;
        }
        xml.start(name);
        for (Dependency dependency : dependencies) {
            if (dependency.flags().isEmpty()) {
                xml.empty("rpm:entry", "name", dependency.name());
            } else {
                entry(xml, dependency);
            }
        }
        xml.end();
    }

    private static void entry(XmlText xml, Dependency dependency) {
        String version = dependency.version();
        int dash = version.indexOf('-');
        String flags = dependency.flags();
        if (dash < 0) {
            xml.empty("rpm:entry", "name", dependency.name(), "flags", flags, "epoch", 0, "ver", version);
            return;
        }
        // rpm too takes all behind the first dash for the release, in both sides of a comparison.
        String before = version.substring(0, dash);
        String after = version.substring(dash + 1);
        xml.empty("rpm:entry", "name", dependency.name(), "flags", flags, "epoch", 0, "ver", before, "rel", after);
    }
}
