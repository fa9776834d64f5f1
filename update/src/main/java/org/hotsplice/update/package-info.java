/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What an update is: its manifest, its bundle on disk, the signatures over it, and the identity of the kernel it is
 * for.
 *
 * <p>Start at {@link org.hotsplice.update.Manifest}. This package is the one home of the update format; no room above
 * it parses or writes a manifest itself. It depends on no other room.
 */
@NullMarked
package org.hotsplice.update;

import org.jspecify.annotations.NullMarked;
