/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.demo.Publisher;
import org.hotsplice.vmtest.demo.Workshop;

/**
 * Packages that are made of an update of the shop's and differ from it in one thing.
 *
 * @param shop with the update
 * @param id of the update
 * @param folder where they are made
 */
record Variant(Shop shop, String id, Path folder) {
    /** {@return the package of the update that somebody signed whom no machine trusts} */
    Path ofAStranger() throws IOException, InterruptedException {
        Workshop elsewhere = elsewhere("stranger");
        Publisher stranger = new Publisher(elsewhere);
        stranger.generateKeys();
        stranger.sign(copy(elsewhere));
        return stranger.buildPackage(elsewhere.bundle(id));
    }

    /** {@return the package of the update for a kernel of another release, signed as the others are} */
    Path forOtherKernel(String release) throws IOException, InterruptedException {
        Path bundle = copy(elsewhere("other"));
        Path manifest = bundle.resolve("manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace(shop.rig().kernel().release(), release));
        shop.publisher().sign(bundle);
        Path built = shop.publisher().buildPackage(bundle);
        // The next package is built in the same place.
        return Files.move(built, folder.resolve(built.getFileName()));
    }

    private Workshop elsewhere(String name) {
        return new Workshop(
                shop.workshop().checkout(), folder.resolve(name), shop.rig().kernel());
    }

    /** {@return the unsigned bundle in another workshop} */
    private Path copy(Workshop elsewhere) throws IOException {
        Path bundle = elsewhere.bundle(id);
        Trees.delete(bundle);
        Trees.copy(shop.workshop().bundle(id), bundle);
        Files.deleteIfExists(bundle.resolve("manifest.json.sig"));
        return bundle;
    }
}
