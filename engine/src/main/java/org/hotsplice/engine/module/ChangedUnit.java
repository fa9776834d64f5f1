/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import org.hotsplice.engine.kbuild.UnitBuild;
import org.hotsplice.engine.replacement.ReplacementPlan;

/**
 * A unit that an update changes.
 *
 * @param build its objects
 * @param plan what of it goes into the new module
 */
public record ChangedUnit(UnitBuild build, ReplacementPlan plan) {}
