/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.apt;

import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.IssueCode;

/** Why a package of updates is not to be unpacked. */
public enum PackageIssue implements IssueCode {
    PACKAGE_CONTENT("holds '%s', and a package of updates may hold %s only", "Do not install it; tell its publisher"),
    PACKAGE_UNREADABLE("cannot be read (%s)", "Fetch it again: apt-get clean, then try again"),
    PACKAGE_EMPTY("holds no update", "Do not install it; tell its publisher");

    private final String template;
    private final String wayOut;

    PackageIssue(String template, String wayOut) {
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
        return ExitStatus.NOT_TRUSTED;
    }
}
