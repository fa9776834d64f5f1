/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A bundle on disk: written whole or not at all, and read with bounds.
 *
 * <p>{@link org.hotsplice.update.bundle.BundleWriter} is for those who make updates;
 * {@link org.hotsplice.update.bundle.DraftBundle} is for those who sign them. A machine that applies updates uses
 * neither: it asks {@link org.hotsplice.update.trust.BundleVerifier}.
 */
@NullMarked
package org.hotsplice.update.bundle;

import org.jspecify.annotations.NullMarked;
