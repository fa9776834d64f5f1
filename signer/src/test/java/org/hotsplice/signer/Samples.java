/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.Manifest.Change;
import org.hotsplice.update.Manifest.FunctionChange;
import org.hotsplice.update.Manifest.Role;
import org.hotsplice.update.Manifest.Target;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import org.hotsplice.update.bundle.BundleContent;
import org.hotsplice.update.bundle.BundleWriter;

/** Unsigned bundles whose modules are made-up bytes. */
public final class Samples {
    /** The kernel that they are for. */
    public static final KernelIdentity KERNEL = new KernelIdentity(
            "6.1.0-47-amd64",
            "#1 SMP PREEMPT_DYNAMIC Debian 6.1.170-3 (2026-05-03)",
            "x86_64",
            "0123456789abcdef0123456789abcdef01234567");

    private Samples() {}

    /** {@return an unsigned bundle in a folder} */
    public static Path bundle(Path parent, String id) throws IOException, RefusedException {
        return bundle(parent, id, KERNEL, List.of(), List.of());
    }

    /** {@return an unsigned bundle in a folder} */
    public static Path bundle(
            Path parent, String id, KernelIdentity kernel, List<UpdateId> requires, List<UpdateId> replaces)
            throws IOException, RefusedException {
        Files.createDirectories(parent);
        List<String> cves = id.startsWith("cve-") ? List.of(id.toUpperCase(Locale.ROOT)) : List.<String>of();
        Manifest manifest = new Manifest(
                Manifest.SCHEMA,
                new UpdateId(id),
                0,
                "net: sock: check the length in " + id,
                cves,
                Instant.EPOCH,
                null,
                "hotsplice-create 0.1.0",
                kernel,
                requires,
                replaces,
                List.of(new Target(
                        "vmlinux", List.of(new FunctionChange("sock_do_ioctl", "net/core/sock.c", Change.CHANGED)))),
                List.of());
        BundleWriter.write(
                parent,
                manifest,
                List.of(
                        BundleContent.of(Role.REF, 0, bytes("match tables of " + id)),
                        BundleContent.of(Role.NEW, 0, bytes("replacement code of " + id)),
                        BundleContent.of(Role.REPORT, 0, bytes("what changes in " + id + "\n"))));
        return parent.resolve(id);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
