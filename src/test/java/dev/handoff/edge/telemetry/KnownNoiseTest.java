package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Promise;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** What the log leaves out when PostgreSQL has gone. */
class KnownNoiseTest {

    private final KnownNoise noise = new KnownNoise();

    @Test
    void answerThatComesTwiceIsLeftOut() {
        var promise = Promise.promise();
        promise.fail("connection closed");

        var twice = catchThrowable(() -> promise.fail("connection closed"));

        assertThat(twice).isInstanceOf(IllegalStateException.class);
        assertThat(noise.isLoggable(error(twice))).isFalse();
    }

    @Test
    void otherFaultsAreTold() {
        assertThat(noise.isLoggable(error(null))).isTrue();
        assertThat(noise.isLoggable(error(new IllegalStateException()))).isTrue();
        assertThat(noise.isLoggable(error(new IllegalStateException("the pool is closed"))))
                .isTrue();
        assertThat(noise.isLoggable(error(new RuntimeException("Result is already complete"))))
                .isTrue();
    }

    private static LogRecord error(Throwable thrown) {
        var entry = new LogRecord(Level.SEVERE, "Unhandled exception");
        entry.setThrown(thrown);
        return entry;
    }
}
