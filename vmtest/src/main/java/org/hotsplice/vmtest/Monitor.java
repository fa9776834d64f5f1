/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** QEMU's machine protocol (QMP): the few commands that the rig needs. */
final class Monitor implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final LocalSocket socket;

    private Monitor(LocalSocket socket) {
        this.socket = socket;
    }

    static Monitor connect(Path path) throws IOException {
        Monitor monitor = new Monitor(LocalSocket.connect(path));
        monitor.socket.readLine(Deadline.in(ANSWER));
        monitor.execute("qmp_capabilities", JSON.createObjectNode());
        return monitor;
    }

    /** {@return QEMU's word for what the guest does: running, paused, inmigrate, ...} */
    String status() throws IOException {
        return execute("query-status", JSON.createObjectNode()).path("status").asText();
    }

    void pause() throws IOException {
        execute("stop", JSON.createObjectNode());
    }

    void resume() throws IOException {
        execute("cont", JSON.createObjectNode());
    }

    void quit() throws IOException {
        execute("quit", JSON.createObjectNode());
    }

    /** Writes the whole state of the paused guest, without its disks, to the file. */
    void saveTo(Path file, Duration limit) throws IOException, InterruptedException {
        execute("migrate", JSON.createObjectNode().put("uri", "exec:cat > '" + quoted(file) + "'"));
        Deadline deadline = Deadline.in(limit);
        while (true) {
            String state = execute("query-migrate", JSON.createObjectNode())
                    .path("status")
                    .asText();
            if (state.equals("completed")) {
                return;
            }
            if (state.equals("failed") || state.equals("cancelled")) {
                throw new IOException("QEMU could not save the guest's state: " + state);
            }
            if (deadline.over()) {
                throw new TimedOutException("saving the guest's state takes longer than " + limit);
            }
            Thread.sleep(50);
        }
    }

    /** QEMU hands the word to a shell, so a quote in the path must not end the string. */
    static String quoted(Path file) {
        return file.toString().replace("'", "'\\''");
    }

    private JsonNode execute(String command, ObjectNode arguments) throws IOException {
        ObjectNode request = JSON.createObjectNode().put("execute", command);
        request.set("arguments", arguments);
        Deadline deadline = Deadline.in(ANSWER);
        socket.write((request + "\n").getBytes(StandardCharsets.UTF_8), deadline);
        while (true) {
            JsonNode answer = JSON.readTree(socket.readLine(deadline));
            if (answer.has("return")) {
                return answer.get("return");
            }
            if (answer.has("error")) {
                throw new IOException("QEMU refuses '" + command + "': "
                        + answer.path("error").path("desc").asText());
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
