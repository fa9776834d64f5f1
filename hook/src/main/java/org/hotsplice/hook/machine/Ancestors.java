/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The processes that this one was started by. */
public final class Ancestors {
    private Ancestors() {}

    /** {@return whether a process of one of these names, as in /proc/PID/comm, is among them} */
    public static boolean anyOf(Set<String> names) {
        Optional<ProcessHandle> process = ProcessHandle.current().parent();
        while (process.isPresent()) {
            Path comm = Path.of("/proc/" + process.get().pid() + "/comm");
            try {
                if (names.contains(Files.readString(comm).strip())) {
                    return true;
                }
            } catch (IOException e) {
                // It has ended meanwhile; its parent is asked all the same.
            }
            process = process.get().parent();
        }
        return false;
    }
}
