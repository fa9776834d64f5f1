/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.Manifest.BundleFile;
import org.hotsplice.update.Manifest.Role;
import org.hotsplice.update.UpdateId;
import org.hotsplice.update.trust.SignedManifest;

/**
 * An update whose signatures and digests were checked.
 *
 * @param manifest what it says of itself
 * @param contents its files by name: the very bytes that were checked
 * @param signed the manifest and its signatures as they were checked
 */
public record TrustedUpdate(Manifest manifest, Map<String, ByteBuffer> contents, SignedManifest signed) {
    public TrustedUpdate {
        contents = Map.copyOf(contents);
    }

    /** {@return the update's name} */
    public UpdateId id() {
        return manifest.id();
    }

    /** {@return the bytes of one part's module; empty if the manifest names none} */
    Optional<byte[]> module(Role role, int part) {
        return manifest.files().stream()
                .filter(file -> file.role() == role && file.part() == part)
                .map(BundleFile::name)
                .map(contents::get)
                .findFirst()
                .map(TrustedUpdate::copy);
    }

    /** {@return what the update redirects, as {@code target function}} */
    Set<String> functions() {
        return functions(manifest);
    }

    /** {@return what an update with this manifest redirects, as {@code target function}} */
    static Set<String> functions(Manifest manifest) {
        Set<String> functions = new TreeSet<>();
        for (Manifest.Target target : manifest.targets()) {
            target.functions().forEach(change -> functions.add(target.name() + " " + change.name()));
        }
        return functions;
    }

    private static byte[] copy(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }
}
