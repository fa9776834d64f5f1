/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The manifest of an update, as {@code manifest.json} holds it. docs/formats.md describes each field.
 *
 * @param schema the version of this format; 1
 * @param id the update's name
 * @param sequence the place of this update among those of its kernel; 0 until it is signed
 * @param description one line for a person
 * @param cves the CVE names that this update fixes, sorted
 * @param created when the update was signed; the epoch until then
 * @param expires when the update is no longer to be applied; null for never
 * @param tool the program that made it, with its version
 * @param kernel the kernel that it is for
 * @param requires updates that must be applied before this one
 * @param replaces updates that this one takes the place of
 * @param targets what changes in vmlinux and in modules
 * @param files every file of the bundle but the manifest and its signature
 */
public record Manifest(
        int schema,
        UpdateId id,
        long sequence,
        String description,
        List<String> cves,
        Instant created,
        @Nullable Instant expires,
        String tool,
        KernelIdentity kernel,
        List<UpdateId> requires,
        List<UpdateId> replaces,
        List<Target> targets,
        List<BundleFile> files) {

    /** The schema that this version reads and writes. */
    public static final int SCHEMA = 1;

    public Manifest {
        cves = List.copyOf(cves);
        requires = List.copyOf(requires);
        replaces = List.copyOf(replaces);
        targets = List.copyOf(targets);
        files = List.copyOf(files);
    }

    /** {@return this manifest with another list of files} */
    public Manifest withFiles(List<BundleFile> written) {
        return new Manifest(
                schema,
                id,
                sequence,
                description,
                cves,
                created,
                expires,
                tool,
                kernel,
                requires,
                replaces,
                targets,
                written);
    }

    /**
     * {@return this manifest as it is to be signed}
     *
     * @param number the sequence number, from 1
     * @param signed when
     * @param until when it is no longer to be applied; null for never
     */
    public Manifest published(long number, Instant signed, @Nullable Instant until) {
        return new Manifest(
                schema, id, number, description, cves, signed, until, tool, kernel, requires, replaces, targets, files);
    }

    /**
     * What changes in one part of the kernel. Its place in the manifest's list is the part's number.
     *
     * @param name {@code vmlinux} or a module's name
     * @param functions the functions that change
     */
    public record Target(String name, List<FunctionChange> functions) {
        public Target {
            functions = List.copyOf(functions);
        }
    }

    /** How a function differs between pre and post. */
    public enum Change {
        CHANGED,
        ADDED,
        REMOVED
    }

    /**
     * One function that differs.
     *
     * @param name the symbol's name in the object
     * @param unit the source file of the unit, relative to the kernel tree
     * @param change how it differs
     */
    public record FunctionChange(String name, String unit, Change change) {}

    /** What a file of the bundle is for. */
    public enum Role {
        /** The kernel module with the match tables and the dynamic exports. */
        REF,
        /** The kernel module with the replacement code. */
        NEW,
        /** The review report. */
        REPORT
    }

    /**
     * One file of the bundle.
     *
     * @param name its name in the bundle's folder, without any folder part
     * @param role what it is for
     * @param part the part that a module belongs to; 0 for the report
     * @param size its length in bytes
     * @param sha256 the digest of its bytes in lower-case hex
     */
    public record BundleFile(String name, Role role, int part, long size, String sha256) {}
}
