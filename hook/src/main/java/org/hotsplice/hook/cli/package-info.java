/* SPDX-License-Identifier: Apache-2.0 */
/** The command line: options, output and exit statuses. The only user of picocli in this room. */
@NullMarked
package org.hotsplice.hook.cli;

import org.jspecify.annotations.NullMarked;
