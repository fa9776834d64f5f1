/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.hotsplice.update.BundleNames;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.Manifest.Change;
import org.hotsplice.update.Manifest.FunctionChange;
import org.hotsplice.update.Manifest.Role;
import org.hotsplice.update.Manifest.Target;
import org.hotsplice.update.ManifestJson;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import org.hotsplice.update.bundle.BundleContent;
import org.hotsplice.update.bundle.BundleWriter;

/** Updates whose modules are made-up bytes. */
public final class TestUpdates {
    /** The kernel that they are for. */
    public static final KernelIdentity KERNEL = new KernelIdentity(
            "6.1.0-47-amd64",
            "#1 SMP PREEMPT_DYNAMIC Debian 6.1.170-3 (2026-05-03)",
            "x86_64",
            "0123456789abcdef0123456789abcdef01234567");

    private TestUpdates() {}

    /** {@return a manifest that lists no files yet} */
    public static Manifest manifest(String id) {
        return new Manifest(
                Manifest.SCHEMA,
                new UpdateId(id),
                0,
                "net: sock: check the length",
                List.of("CVE-2026-12345"),
                Instant.EPOCH,
                null,
                "hotsplice-create 0.1.0",
                KERNEL,
                List.of(),
                List.of(),
                List.of(new Target(
                        "vmlinux", List.of(new FunctionChange("sock_do_ioctl", "net/core/sock.c", Change.CHANGED)))),
                List.of());
    }

    /** {@return files for its only part, and a report} */
    public static List<BundleContent> contents(String id) {
        return List.of(
                BundleContent.of(Role.REF, 0, text("match tables of " + id)),
                BundleContent.of(Role.NEW, 0, text("replacement code of " + id)),
                BundleContent.of(Role.REPORT, 0, text("what changes in " + id)));
    }

    /** {@return an unsigned bundle in a folder} */
    public static Path unsigned(Path parent, String id) throws IOException, RefusedException {
        BundleWriter.write(parent, manifest(id), contents(id));
        return parent.resolve(id);
    }

    /** {@return a bundle in a folder, signed by these keys} */
    public static Path signed(
            Path parent, String id, long sequence, @org.jspecify.annotations.Nullable Instant expires, TestKey... keys)
            throws IOException, RefusedException {
        Path folder = unsigned(parent, id);
        Path file = folder.resolve(BundleNames.MANIFEST);
        Manifest published = ManifestJson.read(Files.readAllBytes(file)).published(sequence, TestKey.CREATED, expires);
        rewrite(folder, ManifestJson.write(published), keys);
        return folder;
    }

    /** Replaces the manifest's bytes and signs them, whatever they are. */
    public static void rewrite(Path folder, byte[] manifest, TestKey... keys) throws IOException {
        Files.write(folder.resolve(BundleNames.MANIFEST), manifest);
        java.io.ByteArrayOutputStream signatures = new java.io.ByteArrayOutputStream();
        for (TestKey key : keys) {
            signatures.writeBytes(key.sign(manifest));
        }
        Files.write(folder.resolve(BundleNames.SIGNATURES), signatures.toByteArray());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
