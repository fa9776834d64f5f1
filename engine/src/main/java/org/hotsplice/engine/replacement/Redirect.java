/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.replacement;

import java.util.Optional;

/**
 * A running function that the update replaces, or that no task may be inside.
 *
 * @param function its name in pre, which is also its name in ref
 * @param replacement global symbol of the new object at the new code's entry; empty where the function is only checked
 * @param unit the unit that has it
 */
public record Redirect(String function, Optional<String> replacement, String unit) {}
