/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.hotsplice.engine.patch.UnifiedDiff;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what changes. */
final class ChangeOptions {
    @Option(names = "--patch", paramLabel = "FILE", description = "The change, as a unified diff.")
    private @Nullable Path patch;

    /** {@return the change that the options name} */
    UnifiedDiff diff(CommandLine command) throws IOException, RefusedException {
        if (patch == null) {
            throw new ParameterException(command, "--patch FILE is missing: the change that is wanted");
        }
        return UnifiedDiff.read(patch);
    }
}
