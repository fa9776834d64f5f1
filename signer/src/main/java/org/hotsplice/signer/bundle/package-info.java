/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What is done to bundles: signing them, and gathering those of one kernel. Start at
 * {@link org.hotsplice.signer.bundle.BundleSigner}.
 */
@NullMarked
package org.hotsplice.signer.bundle;

import org.jspecify.annotations.NullMarked;
