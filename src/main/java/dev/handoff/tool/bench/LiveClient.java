package dev.handoff.tool.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A client at the WebSocket, as light as a client can be, so that what is measured is the server's. A library's would take more
 * memory and time than that.
 */
final class LiveClient implements AutoCloseable {

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int TWO_BYTES_MORE = 126;
    private static final int MASK_BYTES = 4;
    private static final String END_OF_HEADER = "\r\n\r\n";

    private final SocketChannel channel;

    /** The beginning of a frame whose end has not come yet. */
    private byte[] rest = {};

    /**
     * Connects.
     *
     * @param key of the API
     * @param room that is used by nobody else meanwhile
     */
    LiveClient(InetSocketAddress server, Optional<String> key, ByteBuffer room) throws IOException {
        channel = SocketChannel.open(server);
        var request = "GET /api/live HTTP/1.1\r\nHost: localhost:" + server.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="
                + key.map(it -> "\r\nAuthorization: Bearer " + it).orElse("") + END_OF_HEADER;
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        var answer = "";
        room.clear();
        while (!answer.contains(END_OF_HEADER)) {
            if (channel.read(room) < 0) {
                throw new EOFException("the server closes a connection instead of taking a client: " + answer);
            }
            answer = new String(room.array(), 0, room.position(), StandardCharsets.US_ASCII);
        }
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(
                    "the server takes no client: " + answer.lines().findFirst().orElse(""));
        }
    }

    /** Follows a subject, and returns when it is followed. */
    void follow(String subject, ByteBuffer room) throws IOException {
        send(TEXT, ("{\"op\":\"subscribe\",\"subjects\":[\"" + subject + "\"]}").getBytes(StandardCharsets.US_ASCII));
        var answered = new boolean[1];
        while (!answered[0]) {
            read(room, _ -> answered[0] = true);
        }
    }

    /** From now on it is read when the selector finds something. */
    void listen(Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /**
     * Reads once, and passes on each message that is there as a whole.
     *
     * @param room larger than any message, and used by nobody else meanwhile
     * @throws EOFException if the server has closed the connection
     */
    void read(ByteBuffer room, Consumer<ByteBuffer> heard) throws IOException {
        room.clear().put(rest);
        if (channel.read(room) < 0) {
            throw new EOFException("the server has closed the connection");
        }
        room.flip();
        for (var frame = frame(room); frame.isPresent(); frame = frame(room)) {
            take(frame.get(), heard);
        }
        rest = new byte[room.remaining()];
        room.get(rest);
    }

    private record Frame(int kind, ByteBuffer payload) {}

    /** Takes a frame out of what has come; empty if the end of it hasn't. A server masks nothing. */
    private static Optional<Frame> frame(ByteBuffer come) {
        int begin = come.position();
        if (come.remaining() < 2) {
            return Optional.empty();
        }
        int length = come.get(begin + 1) & LENGTH;
        int header = 2;
        if (length == TWO_BYTES_MORE) {
            header += Short.BYTES;
            if (come.remaining() < header) {
                return Optional.empty();
            }
            length = Short.toUnsignedInt(come.getShort(begin + 2));
        } else if (length > TWO_BYTES_MORE) {
            throw new IllegalStateException("no message of this measurement has 64 KiB");
        }
        if (come.remaining() < header + length) {
            return Optional.empty();
        }
        come.position(begin + header + length);
        return Optional.of(new Frame(come.get(begin) & 0x0f, come.slice(begin + header, length)));
    }

    private void take(Frame frame, Consumer<ByteBuffer> heard) throws IOException {
        switch (frame.kind()) {
            case TEXT -> heard.accept(frame.payload());
            case PING -> {
                var payload = new byte[frame.payload().remaining()];
                frame.payload().get(payload);
                send(PONG, payload);
            }
            case CLOSE ->
                throw new EOFException(
                        "the server closes with " + frame.payload().getShort(0));
            default -> {}
        }
    }

    /** Something short. The mask is one that changes nothing. */
    private void send(int kind, byte[] payload) throws IOException {
        channel.write(ByteBuffer.allocate(2 + MASK_BYTES + payload.length)
                .put((byte) (FINAL | kind))
                .put((byte) (MASKED | payload.length))
                .put(new byte[MASK_BYTES])
                .put(payload)
                .flip());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
