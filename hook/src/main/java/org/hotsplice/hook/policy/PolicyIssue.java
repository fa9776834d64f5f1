/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.policy;

import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.IssueCode;

/** What can be wrong in the policy file. The place is {@code file:line}. */
public enum PolicyIssue implements IssueCode {
    POLICY_SYNTAX("'%s' is not of the form 'key = value'", "Correct the line; see hotsplice.conf(5)"),
    POLICY_UNKNOWN_KEY("'%s' is not a setting; known are %s", "Correct the line; see hotsplice.conf(5)"),
    POLICY_DUPLICATE("'%s' is set already in line %s", "Keep one of the two lines"),
    POLICY_VALUE("'%s' is not a value for '%s': it must be %s", "Correct the line; see hotsplice.conf(5)"),
    POLICY_UNREADABLE("the policy cannot be read (%s)", "Make the file readable for root, UTF-8 text");

    private final String template;
    private final String wayOut;

    PolicyIssue(String template, String wayOut) {
        this.template = template;
        this.wayOut = wayOut;
    }

    @Override
    public String template() {
        return template;
    }

    @Override
    public String wayOut() {
        return wayOut;
    }

    @Override
    public ExitStatus exitStatus() {
        return ExitStatus.REFUSED;
    }
}
