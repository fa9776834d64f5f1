/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

/** Entry of the command. */
public final class HotspliceCommand {
    private HotspliceCommand() {}

    public static void main(String[] arguments) {
        System.exit(2);
    }
}
