/* SPDX-License-Identifier: Apache-2.0 */
/** Debian packages, written in Java. Start at {@link org.hotsplice.signer.deb.DebUpdatePackage}. */
@NullMarked
package org.hotsplice.signer.deb;

import org.jspecify.annotations.NullMarked;
