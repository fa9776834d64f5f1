/* SPDX-License-Identifier: Apache-2.0 */
/** The policy file /etc/hotsplice/hotsplice.conf. */
@NullMarked
package org.hotsplice.hook.policy;

import org.jspecify.annotations.NullMarked;
