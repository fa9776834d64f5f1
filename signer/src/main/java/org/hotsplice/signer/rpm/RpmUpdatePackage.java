/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.rpm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hotsplice.signer.bundle.PackageOptions;
import org.hotsplice.signer.bundle.PackageTexts;
import org.hotsplice.signer.bundle.SignedBundle;
import org.hotsplice.signer.bundle.UpdateSet;
import org.hotsplice.signer.deb.Compression;
import org.hotsplice.signer.deb.DebVersion;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.RefusedException;

/** The package {@code hotsplice-updates-<release>} as a signed RPM: data only, for one kernel, with all its updates. */
public final class RpmUpdatePackage {
    private static final String RELEASE = "1";
    private static final String UPDATES = "/usr/lib/hotsplice/updates/";

    private final UpdateSet set;
    private final DebVersion version;
    private final PackageOptions options;
    private final Instant time;

    /** @param time what every file, the changelog and the signature carry */
    public RpmUpdatePackage(UpdateSet set, DebVersion version, PackageOptions options, Instant time) {
        this.set = set;
        this.version = version;
        this.options = options;
        this.time = time;
    }

    /** {@return the package's name} */
    public String name() {
        return "hotsplice-updates-" + set.kernel().release();
    }

    private String fullVersion() {
        return version + "-" + RELEASE;
    }

    /** {@return the file's name} */
    public String fileName() {
        return name() + "-" + fullVersion() + ".x86_64.rpm";
    }

    /** {@return the file's bytes, with the header signed} */
    public byte[] write(Compression compression, SigningIdentity identity) throws IOException, RefusedException {
        RpmHeader header = new RpmHeader(RpmTag.REGION_IMMUTABLE);
        describe(header);
        depend(header, RpmTag.REQUIRE_NAMES, RpmTag.REQUIRE_FLAGS, RpmTag.REQUIRE_VERSIONS, requires(compression));
        depend(header, RpmTag.PROVIDE_NAMES, RpmTag.PROVIDE_FLAGS, RpmTag.PROVIDE_VERSIONS, provides());
        depend(
                header,
                RpmTag.RECOMMEND_NAMES,
                RpmTag.RECOMMEND_FLAGS,
                RpmTag.RECOMMEND_VERSIONS,
                List.of(RpmDependency.exactly(
                        "kernel-core-uname-r", set.kernel().release())));
        boolean rsa = identity.certificate().signingKeys().stream()
                .allMatch(key -> key.algorithm().startsWith("RSA"));
        return new RpmWriter(header, name() + "-" + fullVersion(), time, compression).write(entries(), identity, rsa);
    }

    private void describe(RpmHeader header) {
        int seconds = (int) time.getEpochSecond();
        header.strings(RpmTag.LANGUAGES, List.of("C"))
                .string(RpmTag.NAME, name())
                .string(RpmTag.VERSION, version.value())
                .string(RpmTag.RELEASE, RELEASE)
                .translated(
                        RpmTag.SUMMARY, "Live updates for Linux " + set.kernel().release())
                .translated(RpmTag.DESCRIPTION, String.join("\n", PackageTexts.description(set, options.unfixed())))
                .numbers(RpmTag.BUILD_TIME, List.of(seconds))
                .string(RpmTag.BUILD_HOST, "localhost")
                .string(RpmTag.LICENSE, "GPL-2.0-only")
                .string(RpmTag.PACKAGER, options.maintainer())
                .translated(RpmTag.GROUP, "System Environment/Kernel")
                .string(RpmTag.OS, "linux")
                .string(RpmTag.ARCHITECTURE, "x86_64")
                .string(RpmTag.SOURCE_RPM, name() + "-" + fullVersion() + ".src.rpm")
                .string(RpmTag.RPM_VERSION, "4.16.0")
                .numbers(RpmTag.CHANGELOG_TIMES, List.of(seconds))
                .strings(RpmTag.CHANGELOG_NAMES, List.of(options.maintainer() + " - " + fullVersion()))
                .strings(RpmTag.CHANGELOG_TEXTS, List.of(changes()))
                .string(RpmTag.ENCODING, "utf-8");
    }

    private String changes() {
        List<Manifest> newestFirst = new ArrayList<>(set.manifests());
        Collections.reverse(newestFirst);
        return String.join(
                "\n", newestFirst.stream().map(m -> "- " + PackageTexts.line(m)).toList());
    }

    private List<RpmDependency> requires(Compression compression) {
        List<RpmDependency> requires = new ArrayList<>();
        requires.add(RpmDependency.any("hotsplice"));
        requires.addAll(RpmWriter.features(compression));
        return requires;
    }

    private List<RpmDependency> provides() {
        List<RpmDependency> provides = new ArrayList<>();
        provides.add(RpmDependency.any("hotsplice-updates"));
        provides.add(RpmDependency.exactly(name(), fullVersion()));
        provides.add(RpmDependency.exactly(name() + "(x86-64)", fullVersion()));
        for (String cve : set.cves()) {
            // Machine-readable: 'dnf repoquery --whatprovides "hotsplice-fix(CVE-...)"'.
            provides.add(RpmDependency.any("hotsplice-fix(" + cve + ")"));
        }
        return provides;
    }

    private static void depend(RpmHeader header, int names, int flags, int versions, List<RpmDependency> list) {
        header.strings(names, list.stream().map(RpmDependency::name).toList())
                .numbers(flags, list.stream().map(RpmDependency::flags).toList())
                .strings(versions, list.stream().map(RpmDependency::version).toList());
    }

    private List<RpmEntry> entries() {
        NavigableMap<String, RpmEntry> entries = new TreeMap<>();
        String folder = UPDATES + set.kernel().release();
        entries.put(folder, RpmEntry.folder(folder));
        for (SignedBundle bundle : set.bundles()) {
            String below = folder + "/" + bundle.manifest().id();
            entries.put(below, RpmEntry.folder(below));
            bundle.files().forEach((name, content) -> {
                String path = below + "/" + name;
                entries.put(path, RpmEntry.file(path, content));
            });
        }
        options.files(set.kernel().release())
                .forEach((path, bytes) -> entries.put("/" + path, RpmEntry.file("/" + path, ByteBuffer.wrap(bytes))));
        String documents = "/usr/share/doc/" + name();
        entries.put(documents, RpmEntry.folder(documents));
        String text = String.join("\n", PackageTexts.description(set, options.unfixed())) + "\n";
        String readme = documents + "/README";
        entries.put(readme, new RpmEntry(readme, false, true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
        return List.copyOf(entries.values());
    }
}
