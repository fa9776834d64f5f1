/* SPDX-License-Identifier: Apache-2.0 */
/** From bundles to signed packages and repositories. {@link org.hotsplice.signer.SignerIssue} lists what is refused. */
@NullMarked
package org.hotsplice.signer;

import org.jspecify.annotations.NullMarked;
