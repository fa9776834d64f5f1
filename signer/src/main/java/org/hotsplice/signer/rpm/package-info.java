/* SPDX-License-Identifier: Apache-2.0 */
/** RPM packages, written and read in Java. Start at {@link org.hotsplice.signer.rpm.RpmUpdatePackage}. */
@NullMarked
package org.hotsplice.signer.rpm;

import org.jspecify.annotations.NullMarked;
