package dev.handoff.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.event.Posts;
import dev.handoff.store.Claim;
import dev.handoff.store.Fence;
import dev.handoff.store.StoreUnavailable;
import dev.handoff.store.TaskStore;
import dev.handoff.task.TaskId;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private final CountDownLatch asked = new CountDownLatch(1);

    @Test
    void attemptStopsThoughItWaitsForASilentStore() throws Exception {
        var second =
                new Claim(new Fence(new TaskId(UUID.randomUUID()), 2), "t", "{}", "local", 0, 0, 0, Optional.empty());
        var attempt = new Attempt(second, Instant.MAX, silentStore(), new ObjectMapper(), null);
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
        var first =
                new Claim(new Fence(new TaskId(UUID.randomUUID()), 1), "t", "{}", "local", 0, 0, 0, Optional.empty());
        var attempt = new Attempt(first, Instant.MAX, silentStore(), new ObjectMapper(), null);

        assertThatThrownBy(() -> attempt.step("s", String.class, () -> {
                    attempt.publish(Posts.DELETED, null);
                    return "done";
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("publish outside of steps");
        assertThat(attempt.events()).isEmpty();
    }

    private TaskStore silentStore() {
        return (TaskStore) Proxy.newProxyInstance(
                TaskStore.class.getClassLoader(), new Class<?>[] {TaskStore.class}, (proxy, method, arguments) -> {
                    asked.countDown();
                    throw new StoreUnavailable(new IllegalStateException("silent"));
                });
    }
}
