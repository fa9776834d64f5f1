/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.KernelHeaders;
import org.hotsplice.vmtest.Rig;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.Vm;
import org.hotsplice.vmtest.VmConfig;
import org.hotsplice.vmtest.demo.Fix;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The commands of README.md as they stand there: those of a publisher in a folder beside the checkout's commands, those
 * of an administrator on a machine with nothing but the files that the text speaks of.
 */
@Tag("wide")
class ReadmeIT {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final String RELEASE = "6.1.0-47-amd64";

    @Test
    void commandsOfTheReadme_doWhatItSays() throws Exception {
        Rig rig = Rig.obtain(Path.of("target", "vm"), System.out::println);
        Path folder = Path.of("target", "readme").toAbsolutePath();
        Trees.delete(folder);
        Files.createDirectories(folder);
        for (String name : List.of("bin", "packaging-deb")) {
            Files.createSymbolicLink(
                    folder.resolve(name), Checkout.root().toAbsolutePath().resolve(name));
        }
        Fix fix = Fix.make(rig.kernel(), folder);
        Files.copy(fix.patch(), folder.resolve("fix.patch"));
        String headers = KernelHeaders.obtain(rig.kernel()).folder().toString();
        for (String command : commands("host")) {
            if (!command.startsWith("mvn ")) {
                String line = command.replace(RELEASE, rig.kernel().release());
                String more = line.startsWith("packaging-deb/build") ? " --headers " + headers : "";
                CommandResult result = Command.of("sh", "-c", "cd '" + folder + "' && " + line + more)
                        .limit(LIMIT)
                        .run();
                assertEquals(0, result.status(), () -> command + ":\n" + result.tail(20));
            }
        }
        try (Vm vm = rig.boot("readme", VmConfig.of(VmConfig.Start.SYSTEMD))) {
            administrate(vm, folder);
        }
    }

    private static void administrate(Vm vm, Path folder) throws Exception {
        try (Stream<Path> built = Files.list(folder.resolve("client"))) {
            vm.push(
                    "/root",
                    built.filter(file -> file.toString().endsWith(".deb")).toArray(Path[]::new));
        }
        vm.push("/root", folder.resolve("keys/hotsplice-signing.asc"));
        vm.push("/srv", folder.resolve("repository"));
        vm.mustRun("chmod -R a+rX /srv/repository; printf '%s\\n' 'Types: deb' 'URIs: file:/srv/repository'"
                + " 'Suites: stable' 'Components: main' 'Signed-By: /etc/hotsplice/trusted.d/hotsplice-signing.asc'"
                + " >/root/hotsplice.sources");
        for (String command : commands("guest")) {
            CommandResult result = vm.run("cd /root && " + command, LIMIT);
            assertEquals(0, result.status(), () -> command + ":\n" + result.tail(20));
            if (command.equals("hotsplice list")) {
                assertTrue(result.output().contains("my-fix"), result::output);
                assertTrue(result.output().contains("applied"), result::output);
            }
        }
        assertEquals("0", vm.mustRun("ls /sys/kernel/hotsplice/updates | wc -l").trim());
        assertEquals(List.of(), vm.kernelLog().problems());
    }

    /** The lines of the fenced blocks that are marked so. */
    private static List<String> commands(String mark) throws IOException {
        List<String> lines = new ArrayList<>();
        Matcher block = Pattern.compile("^```sh " + mark + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(Checkout.root().resolve("README.md")));
        while (block.find()) {
            block.group(1).lines().filter(line -> !line.isBlank()).forEach(lines::add);
        }
        if (lines.isEmpty()) {
            throw new IllegalStateException("README.md has no block marked '" + mark + "'");
        }
        return lines;
    }
}
