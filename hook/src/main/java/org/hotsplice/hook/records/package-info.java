/* SPDX-License-Identifier: Apache-2.0 */
/** What the client remembers under /var/lib/hotsplice: results, history, the crash guard. Written atomically. */
@NullMarked
package org.hotsplice.hook.records;

import org.jspecify.annotations.NullMarked;
