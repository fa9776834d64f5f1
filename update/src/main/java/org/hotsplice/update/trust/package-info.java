/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Decides whether an update may be used: whose keys are trusted, what was revoked, and what is too old.
 *
 * <p>Start at {@link org.hotsplice.update.trust.BundleVerifier}. The content of a bundle can be had only from the
 * {@link org.hotsplice.update.trust.VerificationResult.Trusted} that it returns.
 */
@NullMarked
package org.hotsplice.update.trust;

import org.jspecify.annotations.NullMarked;
