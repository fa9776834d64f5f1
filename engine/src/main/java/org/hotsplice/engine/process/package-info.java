/* SPDX-License-Identifier: Apache-2.0 */
/** Other programs: run by argument list, with a time limit and a kept log. Depends on no other package. */
@NullMarked
package org.hotsplice.engine.process;

import org.jspecify.annotations.NullMarked;
