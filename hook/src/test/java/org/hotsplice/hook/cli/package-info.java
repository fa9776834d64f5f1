/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package org.hotsplice.hook.cli;

import org.jspecify.annotations.NullMarked;
