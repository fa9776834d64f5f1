/* SPDX-License-Identifier: Apache-2.0 */
/** Tests. */
@NullMarked
package org.hotsplice.signer.deb;

import org.jspecify.annotations.NullMarked;
