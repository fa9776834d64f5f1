/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.rpm;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.signer.deb.Compression;
import org.hotsplice.signer.deb.DebVersion;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.RefusedException;

/** What every RPM of ours says of itself, whatever is in it. */
final class RpmSpec {
    /** The architecture of packages that hold kernel modules. */
    static final String X86_64 = "x86_64";

    /** That of packages that are the same for all machines. */
    static final String NOARCH = "noarch";

    private static final String RELEASE = "1";

    private final String name;
    private final String fullVersion;
    private final String architecture;
    private final Instant time;
    private final RpmHeader header = new RpmHeader(RpmTag.REGION_IMMUTABLE);
    private List<RpmDependency> requires = List.of();
    private List<RpmDependency> provides = List.of();
    private List<RpmDependency> recommends = List.of();
    private List<RpmDependency> supplements = List.of();

    /**
     * @param architecture what it is for, as rpm calls it
     * @param time what every file, the changelog and the signature carry
     */
    RpmSpec(String name, DebVersion version, String architecture, String maintainer, Instant time) {
        this.name = name;
        this.architecture = architecture;
        this.fullVersion = version + "-" + RELEASE;
        this.time = time;
        int seconds = (int) time.getEpochSecond();
        header.strings(RpmTag.LANGUAGES, List.of("C"))
                .string(RpmTag.NAME, name)
                .string(RpmTag.VERSION, version.value())
                .string(RpmTag.RELEASE, RELEASE)
                .numbers(RpmTag.BUILD_TIME, List.of(seconds))
                .string(RpmTag.BUILD_HOST, "localhost")
                .string(RpmTag.LICENSE, "GPL-2.0-only")
                .string(RpmTag.PACKAGER, maintainer)
                .translated(RpmTag.GROUP, "System Environment/Kernel")
                .string(RpmTag.OS, "linux")
                .string(RpmTag.ARCHITECTURE, architecture)
                .string(RpmTag.SOURCE_RPM, name + "-" + fullVersion + ".src.rpm")
                .string(RpmTag.RPM_VERSION, "4.16.0")
                .numbers(RpmTag.CHANGELOG_TIMES, List.of(seconds))
                .strings(RpmTag.CHANGELOG_NAMES, List.of(maintainer + " - " + fullVersion))
                .string(RpmTag.ENCODING, "utf-8");
    }

    /** {@return the usual name of a package's file} */
    static String fileName(String name, DebVersion version, String architecture) {
        return name + "-" + version + "-" + RELEASE + "." + architecture + ".rpm";
    }

    RpmSpec texts(String summary, String description, String changes) {
        header.translated(RpmTag.SUMMARY, summary)
                .translated(RpmTag.DESCRIPTION, description)
                .strings(RpmTag.CHANGELOG_TEXTS, List.of(changes));
        return this;
    }

    RpmSpec requires(List<RpmDependency> needed) {
        requires = needed;
        return this;
    }

    /** Names besides the package's own. */
    RpmSpec provides(List<RpmDependency> provided) {
        provides = provided;
        return this;
    }

    RpmSpec recommends(List<RpmDependency> wished) {
        recommends = wished;
        return this;
    }

    /** With what it is wished for; conditions of several names too. */
    RpmSpec supplements(List<RpmDependency> supplemented) {
        supplements = supplemented;
        return this;
    }

    /** {@return the file's bytes, with the header signed} */
    byte[] write(List<RpmEntry> entries, Compression compression, SigningIdentity identity)
            throws IOException, RefusedException {
        List<RpmDependency> needed = new ArrayList<>(requires);
        needed.addAll(RpmWriter.features(compression));
        if (supplements.stream().anyMatch(RpmDependency::rich)) {
            needed.add(RpmDependency.feature("RichDependencies", "4.12.0-1"));
        }
        List<RpmDependency> provided = new ArrayList<>(provides);
        provided.add(RpmDependency.exactly(name, fullVersion));
        if (architecture.equals(X86_64)) {
            provided.add(RpmDependency.exactly(name + "(x86-64)", fullVersion));
        }
        depend(RpmTag.REQUIRE_NAMES, RpmTag.REQUIRE_FLAGS, RpmTag.REQUIRE_VERSIONS, needed);
        depend(RpmTag.PROVIDE_NAMES, RpmTag.PROVIDE_FLAGS, RpmTag.PROVIDE_VERSIONS, provided);
        if (!recommends.isEmpty()) {
            depend(RpmTag.RECOMMEND_NAMES, RpmTag.RECOMMEND_FLAGS, RpmTag.RECOMMEND_VERSIONS, recommends);
        }
        if (!supplements.isEmpty()) {
            depend(RpmTag.SUPPLEMENT_NAMES, RpmTag.SUPPLEMENT_FLAGS, RpmTag.SUPPLEMENT_VERSIONS, supplements);
        }
        boolean rsa = identity.certificate().signingKeys().stream()
                .allMatch(key -> key.algorithm().startsWith("RSA"));
        return new RpmWriter(header, name + "-" + fullVersion, time, compression).write(entries, identity, rsa);
    }

    private void depend(int names, int flags, int versions, List<RpmDependency> list) {
        header.strings(names, list.stream().map(RpmDependency::name).toList())
                .numbers(flags, list.stream().map(RpmDependency::flags).toList())
                .strings(versions, list.stream().map(RpmDependency::version).toList());
    }
}
