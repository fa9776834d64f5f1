/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

/**
 * How a command ended.
 *
 * @param status its exit status; 124 where it was ended because its time was over
 * @param output its standard output and error, in the order they came
 */
public record CommandResult(int status, String output) {
    /** The status of a command that was ended because its time was over, as timeout(1) has it. */
    public static final int TIMED_OUT = 124;

    /** The status of a JVM that aborted (128 + SIGABRT); seen under TCG with the optimising compiler. */
    public static final int JVM_ABORTED = 134;

    /** {@return whether the status is 0} */
    public boolean ok() {
        return status == 0;
    }

    /** {@return the last lines of the output} */
    public String tail(int lines) {
        String[] all = output.split("\n", -1);
        int from = Math.max(0, all.length - lines);
        return String.join("\n", java.util.Arrays.copyOfRange(all, from, all.length));
    }
}
