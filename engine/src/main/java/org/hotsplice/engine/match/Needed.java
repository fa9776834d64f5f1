/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

/**
 * A name that replacement code leaves undefined.
 *
 * @param unit the unit whose replacement code needs it
 * @param name its name in the ref object where that has it, else the shared name
 * @param local whether only its unit can see it
 * @param staticKey whether it is a struct static_key
 */
public record Needed(String unit, String name, boolean local, boolean staticKey) {}
