/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import java.io.IOException;
import java.nio.file.Path;

/** An ordinary package, which must be upgraded whatever becomes of the kernel's updates. */
record Bystander(Path folder) {
    static final String NAME = "bystander";

    /** {@return the file of this version of the package} */
    Path version(int version) throws IOException, InterruptedException {
        return new MadeUpPackage(folder, NAME, String.valueOf(version)).build();
    }
}
