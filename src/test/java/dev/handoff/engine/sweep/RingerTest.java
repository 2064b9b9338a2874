package dev.handoff.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.Tracing;
import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.dispatch.DispatcherOf;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.Verdict;
import dev.handoff.engine.store.Added;
import dev.handoff.engine.store.Beat;
import dev.handoff.engine.store.Due;
import dev.handoff.engine.store.NewTask;
import dev.handoff.engine.store.Outcome;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When doorbells are due where the process's clock is not the database's. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RingerTest {

    @Inject
    TaskStore store;

    @Inject
    Tracing tracing;

    private final List<Doorbell> rung = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"PT-2S", "PT0S", "PT2S"})
    void freshTaskIsDueAtOnce(Duration ahead) {
        var now = Instant.now().plus(ahead);

        ringer(now).ring(add().due(), () -> "{}");

        assertThat(rung.getFirst().isDueAt(now)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-2S", "PT0S", "PT2S"})
    void followingAttemptIsDueAfterItsDelay(Duration ahead) {
        var now = Instant.now().plus(ahead);

        ringer(now).ring(retry(Duration.ofMillis(505)), () -> "{}");

        assertThat(rung.getFirst().isDueAt(now.plusMillis(504))).isFalse();
        assertThat(rung.getFirst().isDueAt(now.plusMillis(505))).isTrue();
    }

    @Test
    void doorbellCarriesTheTraceOfWhoRings() {
        var trace = Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var due = add().due();

        tracing.after(trace, () -> ringer(Instant.now()).ring(due, () -> "{}"));
        ringer(Instant.now()).ring(due, () -> "{}");

        assertThat(rung).extracting(Doorbell::traceparent).containsExactly(trace, Optional.empty());
    }

    private Added add() {
        return store.add(List.of(NewTask.of(
                        new TaskRef(new TaskId(UUID.randomUUID()), "counter", "local", 0, 0),
                        "{}",
                        Route.SHORT_PATIENCE)))
                .getFirst();
    }

    private Due retry(Duration delay) {
        var claim = store.claim(add().id(), "w", Duration.ofMinutes(1)).orElseThrow();
        return store.finish(new Beat(claim.task(), Optional.empty()), new Outcome.Retry(delay, "boom"))
                .flatMap(ended -> ended.due())
                .orElseThrow();
    }

    private Ringer ringer(Instant now) {
        return new Ringer(
                DispatcherOf.route(new Remembering()), null, store, tracing, Clock.fixed(now, ZoneOffset.UTC), null);
    }

    private final class Remembering implements Route {

        @Override
        public String name() {
            return "local";
        }

        @Override
        public Verdict verdict(String type) {
            return new Verdict.Takes("it is the only one");
        }

        @Override
        public Dispatched ring(Doorbell bell, Supplier<String> input) {
            rung.add(bell);
            return new Dispatched("remembered", TaskState.QUEUED);
        }

        @Override
        public String probe(String type) {
            return "here";
        }
    }
}
