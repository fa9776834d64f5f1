/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package org.hotsplice.engine.dwarf;

import org.jspecify.annotations.NullMarked;
