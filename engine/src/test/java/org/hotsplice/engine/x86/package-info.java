/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package org.hotsplice.engine.x86;

import org.jspecify.annotations.NullMarked;
