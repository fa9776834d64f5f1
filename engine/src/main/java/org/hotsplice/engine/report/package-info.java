/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The review report of an update, for the maintainer who must say yes: each function without and with the patch side by
 * side, who calls it, what data comes and goes, and what was found. Entry:
 * {@link org.hotsplice.engine.report.ReviewReport}.
 */
@NullMarked
package org.hotsplice.engine.report;

import org.jspecify.annotations.NullMarked;
