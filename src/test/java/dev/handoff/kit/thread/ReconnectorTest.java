package dev.handoff.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReconnectorTest {

    private final LinkedBlockingQueue<Thread> sessions = new LinkedBlockingQueue<>();
    private final Semaphore mayEnd = new Semaphore(0);

    @Test
    void sessionsFollowEachOtherOnOneThread() throws Exception {
        mayEnd.release(2);

        try (var reconnector = started(Duration.ofMillis(1))) {
            var first = session();
            assertThat(session()).isSameAs(first);
            assertThat(session()).isSameAs(first);
            assertThat(reconnector.isClosed()).isFalse();
            reconnector.interrupt();
        }
    }

    @Test
    void closingEndsThePause() throws Exception {
        mayEnd.release();
        var reconnector = started(Duration.ofDays(1));
        var thread = session();

        reconnector.close();

        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        assertThat(sessions).isEmpty();
    }

    @Test
    void closingLetsTheSessionEndByItself() throws Exception {
        var reconnector = started(Duration.ZERO);
        var thread = session();

        reconnector.close();
        assertThat(thread.join(Duration.ofMillis(10))).isFalse();
        mayEnd.release();

        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        assertThat(sessions).isEmpty();
    }

    @Test
    void interruptingEndsTheSession() throws Exception {
        var reconnector = started(Duration.ofDays(1));
        var thread = session();

        reconnector.interrupt();

        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        assertThat(reconnector.isClosed()).isTrue();
    }

    private Reconnector started(Duration pause) {
        var reconnector = new Reconnector("test", () -> {
            sessions.add(Thread.currentThread());
            mayEnd.acquire();
            return pause;
        });
        reconnector.start();
        return reconnector;
    }

    private Thread session() throws InterruptedException {
        return sessions.poll(10, TimeUnit.SECONDS);
    }
}
