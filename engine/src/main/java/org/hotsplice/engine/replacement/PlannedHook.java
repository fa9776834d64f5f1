/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.replacement;

/**
 * A function of the new object that the core calls at a point of the update's life.
 *
 * @param kind the point, as "pre_apply"
 * @param symbol global symbol of the new object
 */
public record PlannedHook(String kind, String symbol) {}
