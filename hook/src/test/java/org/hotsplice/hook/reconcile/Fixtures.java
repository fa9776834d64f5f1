/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotsplice.hook.kernel.FakeKernel;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.Manifest.BundleFile;
import org.hotsplice.update.Manifest.Role;
import org.hotsplice.update.ManifestJson;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import org.hotsplice.update.bundle.BoundedFiles;
import org.hotsplice.update.trust.SignedManifest;

/** Updates for the fake kernel, as if they had been verified. */
final class Fixtures {
    static final Instant SIGNED = Instant.parse("2026-01-01T00:00:00Z");

    private final String id;
    private final long sequence;
    private KernelIdentity kernel = FakeKernel.IDENTITY;
    private List<UpdateId> requires = List.of();
    private List<UpdateId> replaces = List.of();
    private final Map<String, String> functions = new LinkedHashMap<>();
    private String code = "";

    private Fixtures(String id, long sequence) {
        this.id = id;
        this.sequence = sequence;
    }

    static Fixtures update(String id, long sequence) {
        return new Fixtures(id, sequence);
    }

    Fixtures of(KernelIdentity identity) {
        kernel = identity;
        return this;
    }

    Fixtures requires(String other) {
        requires = List.of(new UpdateId(other));
        return this;
    }

    Fixtures replaces(String other) {
        replaces = List.of(new UpdateId(other));
        return this;
    }

    /** Makes it an edition of other code. */
    Fixtures rebuilt() {
        code = " rebuilt";
        return this;
    }

    Fixtures changes(String target, String function) {
        functions.put(target, function);
        return this;
    }

    Installed trusted() {
        if (functions.isEmpty()) {
            functions.put("vmlinux", "function_of_" + id.replace('-', '_'));
        }
        List<Manifest.Target> targets = new ArrayList<>();
        List<BundleFile> files = new ArrayList<>();
        Map<String, ByteBuffer> contents = new LinkedHashMap<>();
        functions.forEach((target, function) -> {
            int part = targets.size();
            targets.add(new Manifest.Target(
                    target, List.of(new Manifest.FunctionChange(function, "kernel/x.c", Manifest.Change.CHANGED))));
            for (Role role : List.of(Role.NEW, Role.REF)) {
                String name = id + "-" + part + (role == Role.REF ? "-ref.ko" : "-new.ko");
                byte[] image = (id + " " + part + " " + target + code).getBytes(StandardCharsets.US_ASCII);
                files.add(new BundleFile(name, role, part, image.length, BoundedFiles.sha256(image)));
                contents.put(name, ByteBuffer.wrap(image));
            }
        });
        Manifest manifest = new Manifest(
                Manifest.SCHEMA,
                new UpdateId(id),
                sequence,
                "fixes " + id,
                List.of("CVE-2026-" + (1000 + sequence % 1000)),
                SIGNED,
                null,
                "test",
                kernel,
                requires,
                replaces,
                targets,
                files);
        return Installed.trusted(new TrustedUpdate(manifest, contents, signed(manifest)));
    }

    private static SignedManifest signed(Manifest manifest) {
        try {
            return new SignedManifest(ByteBuffer.wrap(ManifestJson.write(manifest)), ByteBuffer.allocate(0));
        } catch (RefusedException e) {
            throw new IllegalStateException("the fixture breaks a rule of manifests", e);
        }
    }
}
