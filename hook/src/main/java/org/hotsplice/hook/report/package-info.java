/* SPDX-License-Identifier: Apache-2.0 */
/** What the client says to people and programs: JSON, VEX, OpenMetrics, reboot hints. */
@NullMarked
package org.hotsplice.hook.report;

import org.jspecify.annotations.NullMarked;
