/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small static programs that scenarios run in guests, compiled once from the sources in the rig's jar. */
public final class GuestPrograms {
    private GuestPrograms() {}

    /** {@return the program that prints digests of functions of the running kernel} */
    public static Path textsum() throws IOException, InterruptedException {
        return compiled("textsum");
    }

    /** {@return the script with this name as a file that can be pushed} */
    public static Path script(String name) throws IOException {
        Path folder = CacheRoot.folder("programs").resolve(CacheRoot.key(List.of(GuestScripts.text(name))));
        Files.createDirectories(folder);
        return GuestScripts.write(name, folder);
    }

    /** {@return the program with this name, from guest/NAME.c} */
    public static Path compiled(String name) throws IOException, InterruptedException {
        String source = GuestScripts.text(name + ".c");
        Path folder = CacheRoot.folder("programs").resolve(CacheRoot.key(List.of(name, source)));
        Path program = folder.resolve(name);
        BuildLock.complete(folder, () -> {
            Path file = Files.writeString(folder.resolve(name + ".c"), source);
            Command.of("gcc-12", "-O1", "-Wall", "-static", "-o", program.toString(), file.toString())
                    .mustRun();
        });
        return program;
    }
}
