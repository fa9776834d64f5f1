/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package org.hotsplice.engine;

import org.jspecify.annotations.NullMarked;
