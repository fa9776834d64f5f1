/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Signatures of kernel modules in the kernel's own format, for machines that load no others. Start at
 * {@link org.hotsplice.signer.kernel.ModuleSigner}.
 */
@NullMarked
package org.hotsplice.signer.kernel;

import org.jspecify.annotations.NullMarked;
