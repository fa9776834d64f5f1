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
import org.hotsplice.signer.bundle.ExtractedPackage;
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
    private static final String UPDATES = "/usr/lib/hotsplice/updates/";

    /** What packages of kernels of Fedora and its kin provide, with the release as version. */
    private static final String KERNEL = "kernel-core-uname-r";

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
        return ExtractedPackage.PREFIX + set.kernel().release();
    }

    /** {@return the file's name} */
    public String fileName() {
        return RpmSpec.fileName(name(), version, RpmSpec.X86_64);
    }

    /** {@return the file's bytes, with the header signed} */
    public byte[] write(Compression compression, SigningIdentity identity) throws IOException, RefusedException {
        return new RpmSpec(name(), version, RpmSpec.X86_64, options.maintainer(), time)
                .texts(
                        "Live updates for Linux " + set.kernel().release(),
                        String.join("\n", PackageTexts.description(set, options.unfixed())),
                        changes())
                .requires(List.of(RpmDependency.any("hotsplice")))
                .provides(provides())
                .recommends(List.of(RpmDependency.exactly(KERNEL, set.kernel().release())))
                .supplements(List.of(supplement(set.kernel().release())))
                .write(entries(), compression, identity);
    }

    /** {@return what draws the package in: its kernel, where there is a client} */
    static RpmDependency supplement(String release) {
        return RpmDependency.both("hotsplice", KERNEL, release);
    }

    private String changes() {
        List<Manifest> newestFirst = new ArrayList<>(set.manifests());
        Collections.reverse(newestFirst);
        return String.join(
                "\n", newestFirst.stream().map(m -> "- " + PackageTexts.line(m)).toList());
    }

    private List<RpmDependency> provides() {
        List<RpmDependency> provides = new ArrayList<>();
        provides.add(RpmDependency.any("hotsplice-updates"));
        for (String cve : set.cves()) {
            // Machine-readable: 'dnf repoquery --whatprovides "hotsplice-fix(CVE-...)"'.
            provides.add(RpmDependency.any("hotsplice-fix(" + cve + ")"));
        }
        for (String cve : options.unfixed()) {
            provides.add(RpmDependency.any("hotsplice-unfixed(" + cve + ")"));
        }
        return provides;
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
