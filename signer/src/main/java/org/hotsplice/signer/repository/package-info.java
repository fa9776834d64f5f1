/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Repositories that apt and dnf read, published in one step. Start at
 * {@link org.hotsplice.signer.repository.AptRepository}.
 */
@NullMarked
package org.hotsplice.signer.repository;

import org.jspecify.annotations.NullMarked;
