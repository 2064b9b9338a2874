package dev.handoff.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.event.Posts;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.Usage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final List<Map.Entry<String, Optional<?>>> stored = new ArrayList<>();
    private final List<Usage> told = new ArrayList<>();

    @Test
    void attemptStopsThoughItWaitsForASilentStore() throws Exception {
        var second = new Claim(
                new TaskRef(new TaskId(UUID.randomUUID()), "t", "local", 0, 2),
                "{}",
                0,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                false);
        var attempt = attempt(second, silentStore());
        var handler = Thread.ofVirtual().start(() -> {
            try {
                attempt.step("s", String.class, () -> "done");
            } catch (Exception unwound) {
                // What it is unwound with is not the point.
            }
        });
        asked.await();

        var stopper = Thread.ofVirtual().start(() -> attempt.stop(Stop.DRAINING));

        assertThat(stopper.join(Duration.ofSeconds(5))).isTrue();
        assertThat(handler.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void stepMayNotPublishBecauseNoLaterAttemptRunsIt() {
        var first = new Claim(
                new TaskRef(new TaskId(UUID.randomUUID()), "t", "local", 0, 1),
                "{}",
                0,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                false);
        var attempt = attempt(first, silentStore());

        assertThatThrownBy(() -> attempt.step("s", String.class, () -> {
                    attempt.publish(Posts.DELETED, null);
                    return "done";
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("publish outside of steps");
        assertThat(attempt.events()).isEmpty();
    }

    @Test
    void usageIsStoredWithTheStepThatPaidAndToldAfterwards() throws Exception {
        var usage = new Usage("small", 3, 5, Optional.of(new BigDecimal("0.01")));
        var attempt = attempt();

        attempt.step("free", String.class, () -> "done");
        attempt.step("paid", String.class, () -> {
            attempt.spent(usage);
            assertThat(told).isEmpty();
            return "done";
        });

        assertThat(stored).containsExactly(Map.entry("free", Optional.empty()), Map.entry("paid", Optional.of(usage)));
        assertThat(told).containsExactly(usage);
    }

    @Test
    void usageOfAFailedStepIsNotCounted() {
        var attempt = attempt();

        assertThatThrownBy(() -> attempt.step("paid", String.class, () -> {
                    attempt.spent(new Usage("small", 3, 5, Optional.empty()));
                    throw new IOException("connection reset");
                }))
                .hasMessage("connection reset");

        assertThat(stored).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void payingOutsideOfAStepOrTwiceInOneIsRefused() {
        var attempt = attempt();
        var usage = new Usage("small", 3, 5, Optional.empty());

        assertThatThrownBy(() -> attempt.spent(usage)).hasMessageContaining("spend within a step");
        assertThatThrownBy(() -> attempt.step("twice", String.class, () -> {
                    attempt.spent(usage);
                    attempt.spent(usage);
                    return "done";
                }))
                .hasMessageContaining("make each paid call a step of its own");
    }

    private Attempt attempt() {
        var first = new Claim(
                new TaskRef(new TaskId(UUID.randomUUID()), "t", "local", 0, 1),
                "{}",
                0,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                false);
        var store = (TaskStore) Proxy.newProxyInstance(
                TaskStore.class.getClassLoader(), new Class<?>[] {TaskStore.class}, (proxy, method, arguments) -> {
                    stored.add(Map.entry((String) arguments[1], (Optional<?>) arguments[3]));
                    return true;
                });
        return attempt(first, store);
    }

    private Attempt attempt(Claim claim, TaskStore store) {
        var services = new AttemptServices(store, null, null, new ObjectMapper(), (_, usage) -> told.add(usage));
        return new Attempt(claim, null, null, Instant.MAX, services);
    }

    private TaskStore silentStore() {
        return (TaskStore) Proxy.newProxyInstance(
                TaskStore.class.getClassLoader(), new Class<?>[] {TaskStore.class}, (proxy, method, arguments) -> {
                    asked.countDown();
                    throw new StoreUnavailable(new IllegalStateException("silent"));
                });
    }
}
