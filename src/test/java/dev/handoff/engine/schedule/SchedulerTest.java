package dev.handoff.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.Settings;
import dev.handoff.engine.Instance;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger registrations = new AtomicInteger();
    private final Instance instance = new Instance();
    private Scheduler scheduler;

    @AfterEach
    void end() {
        instance.drain();
        scheduler.end(null);
    }

    @Test
    void everyTickIsLookedFor() {
        begin("on");

        await().atMost(LONG).until(() -> looks.get() > 5);
        assertThat(registrations).hasValue(0);
    }

    @Test
    void schedulesOfAnotherClockAreRegistered() {
        begin("off");

        await().atMost(LONG).until(() -> registrations.get() == 1);
        assertThat(looks).hasValue(0);
    }

    private void begin(String mode) {
        var config = Settings.of(ScheduleConfig.class, Map.of("HANDOFF_SCHEDULER", mode));
        scheduler = new Scheduler(SchedulesOf.anHourAndADay(), new Counting(), instance, config, null);
        scheduler.begin(null, true);
    }

    private final class Counting extends Ticker {

        Counting() {
            super(null, null, null, null);
        }

        @Override
        Duration tickAll(Duration soon) {
            looks.incrementAndGet();
            return Duration.ofMillis(10);
        }

        @Override
        void register() {
            registrations.incrementAndGet();
        }
    }
}
