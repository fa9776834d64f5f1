/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Layouts of structs, unions and enums without and with the patch, from debug information. Entry:
 * {@link org.hotsplice.engine.layout.LayoutDiffer}.
 */
@NullMarked
package org.hotsplice.engine.layout;

import org.jspecify.annotations.NullMarked;
