package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.outbox.BusEvent;
import dev.handoff.engine.store.NewEvent;
import dev.handoff.engine.store.StoredEvent;
import dev.handoff.kit.database.StoreUnavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told about events. */
class BusTelemetryTest {

    private static final String ID = "0198c0de-0000-7000-8000-000000000001";
    private static final String EVENT = " event_id=" + ID + " topic=post.published";
    private static final Exception CAUSE = new IllegalStateException("not today");
    private static final StoredEvent STORED = new StoredEvent(
            UUID.fromString(ID),
            "post.published",
            1,
            "{\"pin\":\"canary\"}",
            "/api/events",
            Optional.empty(),
            Instant.EPOCH,
            Optional.empty());

    @RegisterExtension
    private final LogCapture log = LogCapture.ofHandoff();

    @BeforeEach
    void listen() {
        log.level(Level.ALL);
    }

    static Stream<Object[]> facts() {
        var second = Duration.ofMillis(1500);
        return Stream.of(
                new Object[] {
                    new BusEvent.Published(
                            new NewEvent(STORED.id(), "post.published", 1, "{}", "/api/events", Optional.empty())),
                    "INFO event=event.published" + EVENT + " source=/api/events",
                    "handoff.events published"
                },
                new Object[] {
                    new BusEvent.Relayed(STORED, "in-process"),
                    "DEBUG event=event.relayed" + EVENT + " carrier=in-process",
                    "handoff.events relayed"
                },
                new Object[] {
                    new BusEvent.RelayFailed(STORED, "in-process", 2, second, CAUSE),
                    "WARN event=event.retrying" + EVENT
                            + " carrier=in-process failures=2 delay=1.5s error=\"not today\"",
                    "handoff.events failed"
                },
                new Object[] {
                    new BusEvent.Delivered(STORED, "index-post", second),
                    "INFO event=event.delivered" + EVENT + " subscriber=index-post duration=1.5s",
                    "handoff.deliveries handled"
                },
                new Object[] {
                    new BusEvent.DeliveryRefused(STORED, "index-post", second, CAUSE),
                    "WARN event=event.delivery_failed" + EVENT
                            + " subscriber=index-post duration=1.5s error=\"not today\"",
                    "handoff.deliveries failed"
                },
                new Object[] {
                    new BusEvent.Dead(STORED, 10, "index-post: boom"),
                    "ERROR event=event.dead" + EVENT + " failures=10 error=\"index-post: boom\"",
                    "handoff.events dead"
                },
                new Object[] {
                    new BusEvent.Replayed("post.published", 1, Optional.of("r1")),
                    "INFO event=event.replayed topic=post.published events=1 replay=r1",
                    "handoff.events replayed"
                });
    }

    @ParameterizedTest
    @MethodSource("facts")
    void factIsALine(BusEvent fact, String line, String counter) {
        new BusLines().on(fact);

        assertThat(log.records()).singleElement().satisfies(entry -> assertThat(
                        entry.getLevel() + " " + LogCapture.text(entry))
                .isEqualTo(line)
                .doesNotContain("canary"));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void factIsCounted(BusEvent fact, String line, String counter) {
        var registry = new SimpleMeterRegistry();

        new BusMetrics(registry).on(fact);

        var named = counter.split(" ");
        assertThat(registry.get(named[0])
                        .tags("topic", "post.published", "outcome", named[1])
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void brokerThatIsAwayIsToldOnceForAllEvents() {
        var lines = new BusLines();
        var away = new BusEvent.RelayFailed(STORED, "rabbitmq", 1, Duration.ofSeconds(1), CAUSE);

        lines.on(away);
        lines.on(away);
        lines.on(new BusEvent.Relayed(STORED, "rabbitmq"));
        lines.on(away);

        assertThat(log.records())
                .extracting(entry -> entry.getLevel().getName())
                .containsExactly("WARN", "DEBUG", "DEBUG", "WARN");
    }

    @Test
    void databaseThatIsAwayIsToldWithoutAStack() {
        new BusLines().on(new BusEvent.Stalled(new StoreUnavailable(new IllegalStateException("gone"))));
        new BusLines().on(new BusEvent.Stalled(CAUSE));

        assertThat(log.records()).extracting(ExtLogRecord::getThrown).first().isNull();
        assertThat(log.records()).extracting(ExtLogRecord::getThrown).last().isNotNull();
    }
}
