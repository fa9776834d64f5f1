/* SPDX-License-Identifier: Apache-2.0 */
/** Keys and updates made up for tests. */
@NullMarked
package org.hotsplice.update.testing;

import org.jspecify.annotations.NullMarked;
