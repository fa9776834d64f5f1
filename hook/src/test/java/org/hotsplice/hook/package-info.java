/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package org.hotsplice.hook;

import org.jspecify.annotations.NullMarked;
