package dev.handoff.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.Settings;
import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.DispatcherOf;
import dev.handoff.engine.dispatch.dryrun.DryRunRouteOf;
import dev.handoff.engine.store.Due;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SweeperTest {

    private static final Due DUE =
            new Due(new TaskRef(new TaskId(UUID.randomUUID()), "t", "rabbitmq", 0, 0), Duration.ZERO);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicReference<Duration> longest = new AtomicReference<>(Duration.ZERO);
    private final Sweeper sweeper = sweeper();

    @Test
    void sweepWhoseBrokerIsSlowIsNoStandstill() {
        sweeper.sweep();

        assertThat(now.get()).isEqualTo(Instant.EPOCH.plusSeconds(500));
        assertThat(longest.get()).isLessThan(Duration.ofMinutes(1));
    }

    private Sweeper sweeper() {
        var clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        var types = new TaskTypes(List.of(), Optional.empty(), new ObjectMapper());
        var config = Settings.of(EngineConfig.class, Map.of());
        return new Sweeper(
                types,
                store(),
                new SlowRinger(clock),
                new NoGroups(),
                GroupCloserOf.noneMade(),
                DispatcherOf.route(DryRunRouteOf.variables(Map.of())),
                new Instance(),
                config,
                clock,
                null);
    }

    /** Has nothing but due tasks, and many of them. */
    private static TaskStore store() {
        return (TaskStore) Proxy.newProxyInstance(
                TaskStore.class.getClassLoader(),
                new Class<?>[] {TaskStore.class},
                (self, method, arguments) ->
                        method.getName().equals("takeDue") ? Collections.nCopies(500, DUE) : List.of());
    }

    private static final class NoGroups extends GroupCloser {

        NoGroups() {
            super(null, null, null);
        }

        @Override
        void sweep() {}
    }

    /** Takes a second for each. */
    private final class SlowRinger extends Ringer {

        SlowRinger(Clock clock) {
            super(null, null, null, null, clock, null);
        }

        @Override
        boolean tryRingAgain(Due due) {
            longest.accumulateAndGet(sweeper.sinceLastSign(), (one, other) -> one.compareTo(other) > 0 ? one : other);
            now.updateAndGet(moment -> moment.plusSeconds(1));
            return false;
        }

        @Override
        public void ringSoon(Collection<TaskId> undelivered) {}
    }
}
