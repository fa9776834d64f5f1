/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

/** Entry of the command. */
public final class SignCommand {
    private SignCommand() {}

    public static void main(String[] arguments) {
        System.exit(2);
    }
}
