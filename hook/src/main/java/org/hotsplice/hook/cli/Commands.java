/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import picocli.CommandLine;

/** Makes the subcommands and gives each of them the root. */
final class Commands implements CommandLine.IFactory {
    private final HotspliceCommand root;

    Commands(HotspliceCommand root) {
        this.root = root;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getDeclaredConstructor(HotspliceCommand.class).newInstance(root);
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
