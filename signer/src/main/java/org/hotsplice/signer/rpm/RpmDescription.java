/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.rpm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a repository's metadata tells about a package; all of it from the package's headers. */
public final class RpmDescription {
    private static final int FOLDER = 040000;
    private static final int KIND = 0170000;

    private final RpmIdentity identity;
    private final RpmFields signatures;
    private final RpmFields fields;
    private final int headerStart;

    RpmDescription(RpmIdentity identity, RpmFields signatures, RpmFields fields, int headerStart) {
        this.identity = identity;
        this.signatures = signatures;
        this.fields = fields;
        this.headerStart = headerStart;
    }

    /**
     * A name that the package needs, wishes for or provides.
     *
     * @param name the name
     * @param flags as {@code EQ}; empty for any version
     * @param version version with release; empty for any version
     */
    public record Dependency(String name, String flags, String version) {}

    /**
     * A file or folder of the package.
     *
     * @param path from the root
     * @param folder whether it is a folder
     */
    public record Entry(String path, boolean folder) {}

    /** {@return which package it is} */
    public RpmIdentity identity() {
        return identity;
    }

    /** {@return what it is, in a few words} */
    public String summary() throws IOException {
        return fields.string(RpmTag.SUMMARY).orElse("");
    }

    /** {@return what it is} */
    public String description() throws IOException {
        return fields.string(RpmTag.DESCRIPTION).orElse("");
    }

    /** {@return who made it} */
    public String packager() throws IOException {
        return fields.string(RpmTag.PACKAGER).orElse("");
    }

    /** {@return under which licence it is} */
    public String license() throws IOException {
        return fields.string(RpmTag.LICENSE).orElse("");
    }

    /** {@return the old way to say where it belongs} */
    public String group() throws IOException {
        return fields.string(RpmTag.GROUP).orElse("");
    }

    /** {@return where it was built} */
    public String buildHost() throws IOException {
        return fields.string(RpmTag.BUILD_HOST).orElse("");
    }

    /** {@return the source package that it is said to come from} */
    public String sourceRpm() throws IOException {
        return fields.string(RpmTag.SOURCE_RPM).orElse("");
    }

    /** {@return when it was built, in seconds} */
    public long buildTime() throws IOException {
        return unsigned(fields.numbers(RpmTag.BUILD_TIME));
    }

    /** {@return the size of all files} */
    public long installedSize() throws IOException {
        return unsigned(fields.numbers(RpmTag.SIZE));
    }

    /** {@return the size of the unpacked payload} */
    public long archiveSize() throws IOException {
        return unsigned(signatures.numbers(RpmTag.SIGNATURE_PAYLOAD_SIZE));
    }

    /** {@return where the main header starts} */
    public int headerStart() {
        return headerStart;
    }

    /** {@return where the main header ends} */
    public int headerEnd() {
        return headerStart + fields.length();
    }

    /** {@return what it provides} */
    public List<Dependency> provides() throws IOException {
        return dependencies(RpmTag.PROVIDE_NAMES, RpmTag.PROVIDE_FLAGS, RpmTag.PROVIDE_VERSIONS);
    }

    /** {@return what it needs, without features of rpm itself} */
    public List<Dependency> requires() throws IOException {
        return dependencies(RpmTag.REQUIRE_NAMES, RpmTag.REQUIRE_FLAGS, RpmTag.REQUIRE_VERSIONS).stream()
                .filter(dependency -> !dependency.name().startsWith("rpmlib("))
                .toList();
    }

    /** {@return what it wishes for} */
    public List<Dependency> recommends() throws IOException {
        return dependencies(RpmTag.RECOMMEND_NAMES, RpmTag.RECOMMEND_FLAGS, RpmTag.RECOMMEND_VERSIONS);
    }

    /** {@return with what it is wished for} */
    public List<Dependency> supplements() throws IOException {
        return dependencies(RpmTag.SUPPLEMENT_NAMES, RpmTag.SUPPLEMENT_FLAGS, RpmTag.SUPPLEMENT_VERSIONS);
    }

    private List<Dependency> dependencies(int names, int flags, int versions) throws IOException {
        List<String> name = fields.strings(names);
        List<Integer> flag = fields.numbers(flags);
        List<String> version = fields.strings(versions);
        if (flag.size() != name.size() || version.size() != name.size()) {
            throw new IOException(
                    "the lists of entries " + names + ", " + flags + " and " + versions + " differ in length");
        }
        List<Dependency> found = new ArrayList<>();
        for (int i = 0; i < name.size(); i++) {
            found.add(new Dependency(name.get(i), comparison(flag.get(i)), version.get(i)));
        }
        return found;
    }

    private static String comparison(int flags) {
        return switch (flags & 0xe) {
            case 2 -> "LT";
            case 4 -> "GT";
            case 8 -> "EQ";
            case 10 -> "LE";
            case 12 -> "GE";
            default -> "";
        };
    }

    /** {@return its files and folders} */
    public List<Entry> entries() throws IOException {
        List<String> names = fields.strings(RpmTag.BASE_NAMES);
        List<Integer> indexes = fields.numbers(RpmTag.FOLDER_INDEXES);
        List<String> folders = fields.strings(RpmTag.FOLDER_NAMES);
        List<Integer> modes = fields.numbers(RpmTag.FILE_MODES);
        if (indexes.size() != names.size() || modes.size() != names.size()) {
            throw new IOException("the lists of files differ in length");
        }
        List<Entry> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int folder = indexes.get(i);
            if (folder < 0 || folder >= folders.size()) {
                throw new IOException("a file lies in no folder");
            }
            found.add(new Entry(folders.get(folder) + names.get(i), (modes.get(i) & KIND) == FOLDER));
        }
        return found;
    }

    /** {@return the newest entry of the changelog as author, seconds and text; empty if there is none} */
    public List<String> changelog() throws IOException {
        List<String> names = fields.strings(RpmTag.CHANGELOG_NAMES);
        List<String> texts = fields.strings(RpmTag.CHANGELOG_TEXTS);
        List<Integer> times = fields.numbers(RpmTag.CHANGELOG_TIMES);
        if (names.isEmpty() || texts.isEmpty() || times.isEmpty()) {
            return List.of();
        }
        return List.of(names.get(0), Long.toString(unsigned(times)), texts.get(0));
    }

    private static long unsigned(List<Integer> numbers) {
        return numbers.isEmpty() ? 0 : Integer.toUnsignedLong(numbers.get(0));
    }
}
