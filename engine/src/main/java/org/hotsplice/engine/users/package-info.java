/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Who in a shipped kernel or module calls a function or has its address. Entry:
 * {@link org.hotsplice.engine.users.ImageUsers}. Depends on the images and on the decoder.
 */
@NullMarked
package org.hotsplice.engine.users;

import org.jspecify.annotations.NullMarked;
