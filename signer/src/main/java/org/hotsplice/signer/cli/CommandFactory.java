/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands and gives each the clock and the patience. */
final class CommandFactory implements IFactory {
    /** How long a command says nothing. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Clock clock;
    private final Duration patience;

    CommandFactory(Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        K made = CommandLine.defaultFactory().create(type);
        if (made instanceof Subcommand subcommand) {
            subcommand.setClock(clock);
            subcommand.setPatience(patience);
        }
        return made;
    }
}
