/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotsplice.vmtest.CacheRoot;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CoreModule;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.GuestPrograms;
import org.hotsplice.vmtest.Vm;

/** What a guest needs to judge updates: the core module, the script of a case, and the programs that look. */
record GuestTools(List<Path> files, List<String> content) {
    GuestTools {
        files = List.copyOf(files);
        content = List.copyOf(content);
    }

    static GuestTools of(Path checkout, GuestKernel kernel, CaseFolder cases) throws IOException, InterruptedException {
        var files = new ArrayList<Path>();
        files.add(CoreModule.obtain(checkout, kernel));
        files.add(GuestPrograms.textsum());
        files.add(GuestPrograms.script("evaluate-case.sh"));
        Optional<Path> trigger = cases.triggerSource();
        if (trigger.isPresent()) {
            files.add(compileTrigger(trigger.get()));
        }
        var content = new ArrayList<String>();
        for (Path file : files) {
            content.add(file.getFileName() + " " + CacheRoot.digest(file));
        }
        return new GuestTools(files, content);
    }

    private static Path compileTrigger(Path source) throws IOException, InterruptedException {
        Path folder = CacheRoot.folder("programs").resolve(CacheRoot.digest(source));
        Path program = folder.resolve("trig");
        if (!Files.exists(program)) {
            Files.createDirectories(folder);
            Command.of("gcc-12", "-O1", "-w", "-static", "-o", program.toString(), source.toString())
                    .mustRun();
        }
        return program;
    }

    /** Brings a fresh guest to the state in which cases start. */
    void install(Vm vm) throws IOException, InterruptedException {
        vm.push("/root/hs", files.toArray(Path[]::new));
        vm.mustRun("cd /root/hs && mkdir -p bundles && mount -t tmpfs bundles bundles && insmod ./hotsplice.ko"
                + " && test -d /sys/kernel/hotsplice");
    }
}
