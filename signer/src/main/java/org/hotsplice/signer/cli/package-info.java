/* SPDX-License-Identifier: Apache-2.0 */
/** The command line: options, output and exit statuses. The only user of picocli in this room. */
@NullMarked
package org.hotsplice.signer.cli;

import org.jspecify.annotations.NullMarked;
