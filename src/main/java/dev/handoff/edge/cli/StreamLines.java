package dev.handoff.edge.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The lines of a stream that brings some now and then: one that has brought none for too long has lost its other end. */
final class StreamLines implements AutoCloseable {

    private final InputStream stream;
    private final BufferedReader lines;
    private final Duration silence;
    private final Thread guard = Thread.ofVirtual().unstarted(this::guard);
    private volatile long heard = System.nanoTime();

    /** @param silence after which it ends */
    StreamLines(InputStream stream, Duration silence) {
        this.stream = stream;
        this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        this.silence = silence;
        guard.start();
    }

    /**
     * The next line, or null at the end.
     *
     * @throws IOException if the connection breaks, or was silent for too long
     */
    String next() throws IOException {
        var line = lines.readLine();
        heard = System.nanoTime();
        return line;
    }

    private void guard() {
        try {
            for (long left = left(); left > 0; left = left()) {
                Thread.sleep(Duration.ofNanos(left));
            }
            stream.close();
        } catch (InterruptedException | IOException over) {
            // Which is all that was to be done.
        }
    }

    private long left() {
        return heard + silence.toNanos() - System.nanoTime();
    }

    @Override
    public void close() throws IOException {
        guard.interrupt();
        lines.close();
    }
}
