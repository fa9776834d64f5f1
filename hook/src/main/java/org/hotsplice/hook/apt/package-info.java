/* SPDX-License-Identifier: Apache-2.0 */
/** The adapter for apt: DPkg::Pre-Install-Pkgs, protocol version 3. */
@NullMarked
package org.hotsplice.hook.apt;

import org.jspecify.annotations.NullMarked;
