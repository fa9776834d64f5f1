/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The host's end of the channel to the guest's agent; agent.sh describes the protocol. */
final class Agent implements AutoCloseable {
    private static final Duration PING_EVERY = Duration.ofSeconds(20);

    private final LocalSocket socket;
    private int number;

    private Agent(LocalSocket socket) {
        this.socket = socket;
    }

    static Agent connect(Path path) throws IOException {
        return new Agent(LocalSocket.connect(path));
    }

    /** Runs a shell script in the guest as root and waits for its end. */
    CommandResult run(String script, Duration limit) throws IOException {
        Deadline deadline = Deadline.in(limit);
        send(script, deadline);
        return answer(deadline);
    }

    /** Waits until the agent answers; asks again where the guest lost a question while it started. */
    void awaitReady(Duration limit) throws IOException {
        Deadline deadline = Deadline.in(limit);
        while (true) {
            try {
                Duration left = deadline.left();
                run("true\n", left.compareTo(PING_EVERY) < 0 ? left : PING_EVERY);
                return;
            } catch (TimedOutException e) {
                if (deadline.over()) {
                    throw e;
                }
            }
        }
    }

    private void send(String script, Deadline deadline) throws IOException {
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        number++;
        socket.write((number + " " + bytes.length + "\n").getBytes(StandardCharsets.US_ASCII), deadline);
        socket.write(bytes, deadline);
    }

    private CommandResult answer(Deadline deadline) throws IOException {
        while (true) {
            String header = socket.readLine(deadline);
            String[] words = header.trim().split(" +", -1);
            if (words.length != 3) {
                throw new IOException("the guest's agent answers '" + header + "', not number, status and length");
            }
            byte[] output = socket.readBytes(Integer.parseInt(words[2]), deadline);
            if (Integer.parseInt(words[0]) == number) {
                return new CommandResult(Integer.parseInt(words[1]), new String(output, StandardCharsets.UTF_8));
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
