/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A local socket on which every operation has a time limit. */
final class LocalSocket implements AutoCloseable {
    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer incoming = ByteBuffer.allocate(1 << 16).flip();

    private LocalSocket(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    static LocalSocket connect(Path path) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new LocalSocket(channel, selector);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** {@return the next line without its end} */
    String readLine(Deadline deadline) throws IOException {
        var line = new ByteArrayOutputStream();
        int b;
        while ((b = readByte(deadline)) != '\n') {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    byte[] readBytes(int length, Deadline deadline) throws IOException {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            fill(deadline);
            int n = Math.min(length - done, incoming.remaining());
            incoming.get(bytes, done, n);
            done += n;
        }
        return bytes;
    }

    void write(byte[] bytes, Deadline deadline) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                await(SelectionKey.OP_WRITE, deadline);
            }
        }
    }

    private int readByte(Deadline deadline) throws IOException {
        fill(deadline);
        return incoming.get() & 0xff;
    }

    private void fill(Deadline deadline) throws IOException {
        while (!incoming.hasRemaining()) {
            incoming.clear();
            int n = channel.read(incoming);
            incoming.flip();
            if (n < 0) {
                throw new EOFException("the other end has closed the socket");
            }
            if (n == 0) {
                await(SelectionKey.OP_READ, deadline);
            }
        }
    }

    private void await(int operation, Deadline deadline) throws IOException {
        Duration left = deadline.left();
        if (left.isNegative() || left.isZero()) {
            throw new TimedOutException("no answer in time");
        }
        SelectionKey key = channel.keyFor(selector);
        key.interestOps(operation);
        selector.select(Math.max(1, left.toMillis()));
        selector.selectedKeys().clear();
        if (Thread.interrupted()) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
