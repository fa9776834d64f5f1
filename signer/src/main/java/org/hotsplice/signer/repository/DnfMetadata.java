/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hotsplice.signer.rpm.RpmIdentity;

/** The metadata files of a dnf repository, by their type in repomd.xml. */
final class DnfMetadata {
    private static final String NAMESPACE = "http://linux.duke.edu/metadata/";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final List<DnfPackage> packages;

    DnfMetadata(List<DnfPackage> packages) {
        this.packages = packages;
    }

    private interface Part {
        void write(DnfPackage one, XmlText xml) throws IOException;
    }

    Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        String rpm = NAMESPACE + "rpm";
        files.put("primary", list("metadata", "common", DnfPackage::primary, "xmlns:rpm", rpm));
        files.put("filelists", list("filelists", "filelists", DnfPackage::fileList));
        files.put("other", list("otherdata", "other", DnfPackage::other));
        files.put("updateinfo", updates());
        return files;
    }

    private byte[] list(String root, String namespace, Part part, Object... more) throws IOException {
        XmlText xml = new XmlText();
        if (more.length == 0) {
            xml.start(root, "xmlns", NAMESPACE + namespace, "packages", packages.size());
        } else {
            xml.start(root, "xmlns", NAMESPACE + namespace, more[0], more[1], "packages", packages.size());
        }
        for (DnfPackage one : packages) {
            part.write(one, xml);
        }
        return xml.end().toBytes();
    }

    /** One advisory for each package of updates, so that {@code dnf updateinfo} lists its CVEs. */
    private byte[] updates() throws IOException {
        XmlText xml = new XmlText();
        xml.start("updates");
        for (DnfPackage one : packages) {
            if (one.holdsUpdates()) {
                advisory(xml, one);
            }
        }
        return xml.end().toBytes();
    }

    private static void advisory(XmlText xml, DnfPackage one) throws IOException {
        RpmIdentity identity = one.description().identity();
        String issued = DATE.format(Instant.ofEpochSecond(one.description().buildTime()));
        xml.start(
                        "update",
                        "from",
                        one.description().packager(),
                        "status",
                        "stable",
                        "type",
                        "security",
                        "version",
                        "1")
                .element("id", "HOTSPLICE:" + identity.name() + "-" + identity.version())
                .element("title", one.description().summary())
                .element("severity", "Important")
                .element("release", "Hotsplice")
                .empty("issued", "date", issued)
                .empty("updated", "date", issued)
                .element("description", one.description().description())
                .start("references");
        for (String cve : one.fixes()) {
            String address = "https://www.cve.org/CVERecord?id=" + cve;
            xml.empty("reference", "href", address, "id", cve, "type", "cve", "title", cve);
        }
        xml.end().start("pkglist").start("collection", "short", "hotsplice").element("name", "Hotsplice");
        xml.start(
                        "package",
                        "name",
                        identity.name(),
                        "epoch",
                        0,
                        "version",
                        identity.version(),
                        "release",
                        identity.release(),
                        "arch",
                        identity.architecture(),
                        "src",
                        one.description().sourceRpm())
                .element("filename", identity.fileName())
                .element("sum", one.sha256(), "type", "sha256")
                .end();
        xml.end().end().end();
    }
}
