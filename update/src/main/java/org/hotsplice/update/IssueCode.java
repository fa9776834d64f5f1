/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update;

/**
 * A stable code of a refusal. Each room has one enum of them; the enum constant's name is the code that users see and
 * scripts may test, so it never changes its meaning.
 */
public interface IssueCode {
    /** {@return the code's stable name, in capitals with underscores} */
    String name();

    /** {@return a {@link String#format} template of the message, with one {@code %s} for each parameter} */
    String template();

    /** {@return what the user can do about it, as a sentence in the imperative} */
    String wayOut();

    /** {@return the exit status of a command that ends with this issue} */
    ExitStatus exitStatus();
}
