/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package org.hotsplice.engine.users;

import org.jspecify.annotations.NullMarked;
