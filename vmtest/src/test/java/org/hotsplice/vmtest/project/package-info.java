/* SPDX-License-Identifier: Apache-2.0 */
/** What must hold for the sources as a whole: licence lines, the direction of dependencies, and complete documents. */
@NullMarked
package org.hotsplice.vmtest.project;

import org.jspecify.annotations.NullMarked;
