/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package org.hotsplice.engine.cli;

import org.jspecify.annotations.NullMarked;
