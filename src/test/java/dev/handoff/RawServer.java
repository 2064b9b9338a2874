package dev.handoff;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A server that writes what it is told, though it be no whole answer, and then hangs up or says no more. */
public final class RawServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private final ServerSocket listening;
    private final byte[] answer;
    private final boolean hangsUp;

    private RawServer(String answer, boolean hangsUp) {
        this.answer = answer.getBytes(StandardCharsets.UTF_8);
        this.hangsUp = hangsUp;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    /** Closes the connection after its words. */
    public static RawServer thatHangsUp(String answer) {
        return new RawServer(answer, true);
    }

    /** Keeps the connection open after its words. */
    public static RawServer thatFallsSilent(String answer) {
        return new RawServer(answer, false);
    }

    public String address() {
        return "http://localhost:" + listening.getLocalPort();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try {
                var caller = listening.accept();
                read(caller.getInputStream());
                caller.getOutputStream().write(answer);
                end(caller);
            } catch (IOException closed) {
                // By the test, or by the client that had enough.
            }
        }
    }

    private void end(Socket caller) throws IOException {
        if (hangsUp) {
            caller.close();
        }
    }

    private static void read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        var length = LENGTH.matcher(head);
        if (length.find()) {
            in.readNBytes(Integer.parseInt(length.group(1)));
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
