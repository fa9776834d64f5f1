/* SPDX-License-Identifier: Apache-2.0 */
/**
 * From a diff and a kernel to an update: the order of the stages, and the codes of what they refuse.
 *
 * <p>Start at {@link org.hotsplice.engine.EngineIssue}. Each stage lives in a package of its own below this one.
 */
@NullMarked
package org.hotsplice.engine;

import org.jspecify.annotations.NullMarked;
