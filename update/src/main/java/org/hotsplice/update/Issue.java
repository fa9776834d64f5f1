/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update;

import java.util.List;

/**
 * One refusal: what is wrong, where, with both values, and the way out.
 *
 * @param code the stable code
 * @param where the place: a file, a unit, a function with its offset, or a manifest field
 * @param parameters the values that the code's template takes, in its order
 */
public record Issue(IssueCode code, String where, List<String> parameters) {
    public Issue {
        parameters = List.copyOf(parameters);
    }

    /** {@return an issue of this code at this place} */
    public static Issue of(IssueCode code, String where, Object... parameters) {
        return new Issue(
                code,
                where,
                java.util.Arrays.stream(parameters).map(String::valueOf).toList());
    }

    /** {@return the message for a person: place first, then both values} */
    public String message() {
        return where + ": " + String.format(code.template(), parameters.toArray());
    }
}
