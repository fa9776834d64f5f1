/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.hotsplice.hook.Hotsplice;
import org.hotsplice.hook.kernel.FakeKernel;
import org.hotsplice.hook.kernel.Kernel;
import org.hotsplice.hook.kernel.SystemCallException;
import org.hotsplice.hook.machine.CoreModule;
import org.hotsplice.hook.machine.Places;
import org.hotsplice.hook.records.Records;
import org.hotsplice.update.UpdateId;

/** The command on a machine that is a folder. */
final class Client {
    private final FakeKernel fake;
    private final Hotsplice hotsplice;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    Client(Path root) {
        fake = new FakeKernel(root);
        hotsplice = new Hotsplice(places(), fake.kernel(), new Core(), Clock.systemUTC());
    }

    /** The fake kernel has the module from the start, and modprobe is for the machine that runs the test. */
    private static final class Core extends CoreModule {
        @Override
        public Optional<String> load() {
            return Optional.of("no module here");
        }

        @Override
        public void unload() {}
    }

    /** {@return the exit status} */
    int run(String... words) {
        out = new StringWriter();
        err = new StringWriter();
        return HotspliceCommand.commandLine(hotsplice)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** {@return what was written, which has to be JSON} */
    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out());
    }

    /** Puts a file there. */
    Path put(String place, String text) throws IOException {
        Path file = fake.root().resolve(place);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** {@return the folder of an installed bundle for the running kernel, made if it is missing} */
    Path bundle(String id) throws IOException {
        return Files.createDirectories(
                places().updates(FakeKernel.IDENTITY.release()).resolve(id));
    }

    /** The kernel has this update, in force. */
    void inForce(String id) throws IOException, SystemCallException {
        UpdateId update = new UpdateId(id);
        kernel().load(update.refModuleName(0), (id + " 0 vmlinux").getBytes(StandardCharsets.US_ASCII));
        kernel().control(update, "apply");
    }

    Hotsplice hotsplice() {
        return hotsplice;
    }

    Places places() {
        return new Places(fake.root());
    }

    Kernel kernel() {
        return fake.kernel();
    }

    Records records() {
        return hotsplice.records();
    }
}
