/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

/** Where the stages say what they do, for a person who waits. */
public interface Progress {
    /** Says nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void step(String what) {}

        @Override
        public void remark(String what) {}
    };

    /** A step begins, such as {@code unpacking linux-source-6.1.tar.xz}. */
    void step(String what);

    /** Something that a person should know and that is no error. */
    void remark(String what);
}
