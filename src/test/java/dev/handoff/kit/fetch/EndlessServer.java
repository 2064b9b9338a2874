package dev.handoff.kit.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that goes on writing, without saying how much it will be, until the caller hangs up. */
final class EndlessServer implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch hungUp = new CountDownLatch(1);

    EndlessServer() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    String address() {
        return "http://localhost:" + listening.getLocalPort();
    }

    /** Fails if the caller still listens. */
    void awaitHangUp() throws InterruptedException {
        if (!hungUp.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the caller still listens");
        }
    }

    private void serve() {
        try (var caller = listening.accept()) {
            // An answer that comes before its question is refused as such.
            new BufferedReader(new InputStreamReader(caller.getInputStream()))
                    .lines()
                    .takeWhile(line -> !line.isEmpty())
                    .forEach(_ -> {});
            caller.getOutputStream().write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
            while (true) {
                caller.getOutputStream().write(("1000\r\n" + "x".repeat(4096) + "\r\n").getBytes());
            }
        } catch (IOException closed) {
            hungUp.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
