/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.RefusedException;

/**
 * What the core exports, with the checksums of the types, as modpost wants to know it of another external module. It
 * depends on the kernel and on the core's headers only, and so is kept with the kernel.
 */
final class CoreExports {
    /** What a Kbuild file beside the headers says of them. */
    static final String KBUILD_HEADERS = "ccflags-y := -I$(src)/include\n";

    private static final String NAME = "hotsplice";
    private static final List<String> HEADERS = List.of("include/hotsplice/update.h", "include/uapi/hotsplice.h");
    private static final String SOURCE = NAME + ".c";

    private CoreExports() {}

    /** Writes the core's headers below this folder. */
    static void writeHeaders(Path folder) throws IOException {
        for (String header : HEADERS) {
            Path target = folder.resolve(header);
            Files.createDirectories(target.resolveSibling("."));
            Files.write(target, resource(header));
        }
    }

    /**
     * {@return the file with the exports, which is made where it is not kept yet}
     *
     * @param scratch an empty folder to build in
     */
    static Path symvers(PreparedKernel kernel, Path scratch, ProcessRunner runner)
            throws IOException, RefusedException {
        Path kept = kernel.folder().resolve(String.format("core-%08x.symvers", checksum()));
        if (Files.isRegularFile(kept)) {
            return kept;
        }
        Files.createDirectories(scratch);
        writeHeaders(scratch);
        Files.write(scratch.resolve(SOURCE), resource(SOURCE));
        Files.writeString(scratch.resolve("Kbuild"), KBUILD_HEADERS + "obj-m := " + NAME + ".o\n");
        new ModuleMake(kernel, scratch, runner).run(List.of());
        Files.move(scratch.resolve("Module.symvers"), kept, StandardCopyOption.ATOMIC_MOVE);
        return kept;
    }

    private static long checksum() throws IOException {
        CRC32 crc = new CRC32();
        crc.update(resource(SOURCE));
        for (String header : HEADERS) {
            crc.update(resource(header));
        }
        return crc.getValue();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = CoreExports.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("not in the program: " + name);
            }
            return in.readAllBytes();
        }
    }
}
