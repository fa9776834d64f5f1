/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The evaluation runner: a folder of real fixes goes through hotsplice-create and through a stock kernel.
 * {@link org.hotsplice.vmtest.evaluate.EvaluateCommand} is the entry.
 */
@NullMarked
package org.hotsplice.vmtest.evaluate;

import org.jspecify.annotations.NullMarked;
