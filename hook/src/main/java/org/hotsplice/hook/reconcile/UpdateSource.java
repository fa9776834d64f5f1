/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.update.Issue;
import org.hotsplice.update.trust.SignedManifest;

/** Where installed updates come from. */
public interface UpdateSource {
    /** {@return the bundles that are installed for a kernel release, each verified} */
    List<Installed> installed(String release) throws IOException;

    /** {@return why an update that was verified before would not be trusted now; empty if it would} */
    Optional<Issue> objectionTo(SignedManifest signed, String where);

    /** {@return the names of the bundles for all other releases, by release; nothing of them is read} */
    Map<String, List<String>> forOtherKernels(String release) throws IOException;
}
