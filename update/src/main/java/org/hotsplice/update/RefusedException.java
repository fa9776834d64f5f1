/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update;

/** Ends an operation that must not go on; carries the issue that the command prints. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Issue issue;

    public RefusedException(Issue issue) {
        super(issue.code().name() + ": " + issue.message());
        this.issue = issue;
    }

    public RefusedException(Issue issue, Throwable cause) {
        super(issue.code().name() + ": " + issue.message(), cause);
        this.issue = issue;
    }

    /** {@return what was refused and why} */
    public Issue issue() {
        return issue;
    }
}
