package dev.handoff.edge.live;

import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A client that follows and doesn't read, for which this machine keeps as little as it can. */
final class DeafSocket implements AutoCloseable {

    static final String SUBSCRIBE = "{\"op\": \"subscribe\", \"names\": [\"crowd.*\"]}";

    private static final int RECEIVED = 4 * 1024;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");

    private final Socket socket = new Socket();
    private final DataInputStream in;

    DeafSocket() {
        try {
            socket.setReceiveBufferSize(RECEIVED);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
            in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream()
                    .write(("GET /api/live HTTP/1.1\r\nHost: localhost:" + RestAssured.port
                                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                                    + "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            skipHeader();
            var text = SUBSCRIBE.getBytes(StandardCharsets.US_ASCII);
            var frame = new byte[6 + text.length];
            frame[0] = (byte) 0x81;
            frame[1] = (byte) (0x80 | text.length);
            System.arraycopy(text, 0, frame, 6, text.length);
            socket.getOutputStream().write(frame);
            // The answer, so that it follows from now on.
            read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void skipHeader() throws IOException {
        for (var end = ""; !end.endsWith("\r\n\r\n"); ) {
            end += (char) in.readUnsignedByte();
        }
    }

    /** A server's frame: what kind it is, and what is in it. */
    private record Frame(int kind, byte[] payload) {}

    private Frame read() throws IOException {
        int kind = in.readUnsignedByte() & 0x0f;
        int length = in.readUnsignedByte();
        var payload = new byte[length == 126 ? in.readUnsignedShort() : length];
        in.readFully(payload);
        return new Frame(kind, payload);
    }

    /**
     * What it has found in the end.
     *
     * @param lastId of the last event
     * @param code with which it was closed
     */
    record Late(long lastId, int code) {}

    Late readAll() throws IOException {
        long last = 0;
        while (true) {
            var frame = read();
            if (frame.kind() == 8) {
                return new Late(
                        last, new DataInputStream(new ByteArrayInputStream(frame.payload())).readUnsignedShort());
            }
            var id = ID.matcher(new String(frame.payload(), StandardCharsets.UTF_8));
            last = frame.kind() == 1 && id.find() ? Long.parseLong(id.group(1)) : last;
        }
    }

    /** Whether the server has closed the connection, which shows when something is sent to it. */
    boolean isCut() {
        try {
            // A ping without a text.
            socket.getOutputStream().write(new byte[] {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0});
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
