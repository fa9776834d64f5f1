/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package org.hotsplice.hook.apt;

import org.jspecify.annotations.NullMarked;
