/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Keys that sign: made here, read from files, or held by gpg-agent. Start at
 * {@link org.hotsplice.signer.pgp.SigningIdentity}.
 */
@NullMarked
package org.hotsplice.signer.pgp;

import org.jspecify.annotations.NullMarked;
