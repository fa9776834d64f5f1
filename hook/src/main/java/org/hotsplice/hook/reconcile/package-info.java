/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Makes the running kernel's applied set the installed, trusted set. Start at Reconciler; Planner decides, Applier
 * acts.
 */
@NullMarked
package org.hotsplice.hook.reconcile;

import org.jspecify.annotations.NullMarked;
