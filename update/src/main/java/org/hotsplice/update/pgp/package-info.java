/* SPDX-License-Identifier: Apache-2.0 */
/**
 * OpenPGP, as far as checking needs it: certificates, detached signatures, packets.
 *
 * <p>Start at {@link org.hotsplice.update.pgp.Certificate} and {@link org.hotsplice.update.pgp.DetachedSignature}.
 * Nothing here decides whom to trust; that is {@code org.hotsplice.update.trust}.
 */
@NullMarked
package org.hotsplice.update.pgp;

import org.jspecify.annotations.NullMarked;
