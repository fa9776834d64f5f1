/* SPDX-License-Identifier: Apache-2.0 */
/**
 * JSON, read strictly and written in one canonical form. The only user of Jackson in the project.
 *
 * <p>Start at {@link org.hotsplice.update.json.StrictJson} for files that others wrote, and at
 * {@link org.hotsplice.update.json.JsonText} for what a command prints.
 */
@NullMarked
package org.hotsplice.update.json;

import org.jspecify.annotations.NullMarked;
