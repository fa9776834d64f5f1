/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The main job from end to end: a diff between two of Debian's sources becomes a signed package, and apt brings it to a
 * running stock kernel. {@link org.hotsplice.vmtest.demo.DemoCommand} shows it; a scenario tests it.
 * {@link org.hotsplice.vmtest.demo.FleetDay} is what a machine goes through in a day.
 */
@NullMarked
package org.hotsplice.vmtest.demo;

import org.jspecify.annotations.NullMarked;
