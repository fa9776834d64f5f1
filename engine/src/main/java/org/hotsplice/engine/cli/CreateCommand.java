/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

/** Entry of the command. */
public final class CreateCommand {
    private CreateCommand() {}

    public static void main(String[] arguments) {
        System.exit(2);
    }
}
