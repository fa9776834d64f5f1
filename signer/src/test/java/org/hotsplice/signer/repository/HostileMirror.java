/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A web server that has a repository, and answers some requests with data that never end. */
final class HostileMirror implements AutoCloseable {
    private static final byte[] BLOCK = new byte[1 << 16];

    /**
     * Between two blocks. apt compares sizes twice a second only; what it took by then must not depend on the machine.
     */
    private static final long PAUSE_MILLISECONDS = 10;

    private final Path repository;
    private final Predicate<String> endless;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();

    /** @param endless which paths have no end */
    HostileMirror(Path repository, Predicate<String> endless) throws IOException {
        this.repository = repository;
        this.endless = endless;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** {@return how often something without end was asked for} */
    int asked() {
        return asked.get();
    }

    /** {@return the bytes of whole blocks that were taken; none, if the reader had enough within the first} */
    long sent() {
        return sent.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Path file = repository.resolve(path.substring(1)).normalize();
        try (exchange) {
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (endless.test(path)) {
                asked.incrementAndGet();
                exchange.sendResponseHeaders(200, 0);
                pour(Files.readAllBytes(file), exchange.getResponseBody());
            } else {
                byte[] bytes = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private void pour(byte[] start, OutputStream body) {
        try {
            body.write(start);
            while (!Thread.currentThread().isInterrupted()) {
                body.write(BLOCK);
                sent.addAndGet(BLOCK.length);
                Thread.sleep(PAUSE_MILLISECONDS);
            }
        } catch (IOException e) {
            // The reader had enough.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
