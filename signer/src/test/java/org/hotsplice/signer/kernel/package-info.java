/* SPDX-License-Identifier: Apache-2.0 */
/** Tests. */
@NullMarked
package org.hotsplice.signer.kernel;

import org.jspecify.annotations.NullMarked;
