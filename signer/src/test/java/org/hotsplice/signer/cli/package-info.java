/* SPDX-License-Identifier: Apache-2.0 */
/** Tests. */
@NullMarked
package org.hotsplice.signer.cli;

import org.jspecify.annotations.NullMarked;
