/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands and gives each the clock. */
final class CommandFactory implements IFactory {
    private final Clock clock;

    CommandFactory(Clock clock) {
        this.clock = clock;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        K made = CommandLine.defaultFactory().create(type);
        if (made instanceof Subcommand subcommand) {
            subcommand.setClock(clock);
        }
        return made;
    }
}
