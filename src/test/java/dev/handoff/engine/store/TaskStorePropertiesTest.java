package dev.handoff.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.audit.Actor;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Random histories of a few tasks: after every step, PostgreSQL and the model agree about everything. */
class TaskStorePropertiesTest {

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Actor ACTOR = Actor.of("somebody");

    private static TestStore postgres;

    @BeforeContainer
    static void open() {
        postgres = new TestStore();
    }

    @AfterContainer
    static void close() {
        postgres.close();
    }

    /** What may happen to a task, at any time and in any order. */
    enum Deed {
        ADD,
        CLAIM,
        SUCCEED,
        RETRY_NOW,
        RETRY_LATER,
        GIVE_UP,
        RELEASE,
        STALE_SUCCEED,
        SAVE_STEP,
        BEAT,
        CANCEL,
        REVIVE,
        LAPSE_AND_RESCUE,
        BECOME_DUE,
        HASTEN,
        TAKE_DUE,
        ADD_LOCAL,
        ADD_HELD,
        TAKE,
        PAUSE,
        RESUME,
        TURN_AWAY
    }

    @Property(tries = 150)
    void postgresAndTheModelAgree(
            @ForAll @Size(min = 5, max = 60) List<Deed> deeds,
            @ForAll @Size(60) List<@IntRange(max = 2) Integer> which) {
        postgres.statements.run("TRUNCATE task, paused_type CASCADE", Tuple.tuple());
        var model = new ModelTaskStore();
        var tasks = new ArrayList<TaskId>();
        tasks.add(addToBoth(model, StoreUnderTest.task(Optional.empty(), Optional.empty())));

        for (int i = 0; i < deeds.size(); i++) {
            var task = tasks.get(which.get(i) % tasks.size());
            if (deeds.get(i) == Deed.ADD) {
                tasks.add(addToBoth(model, StoreUnderTest.task(Optional.empty(), Optional.empty())));
            } else if (deeds.get(i) == Deed.ADD_LOCAL) {
                tasks.add(addToBoth(model, StoreUnderTest.local("t", which.get(i), Optional.empty())));
            } else if (deeds.get(i) == Deed.ADD_HELD) {
                var held = StoreUnderTest.local("t", 0, Optional.empty(), Optional.of(StoreUnderTest.HOLD));
                tasks.add(addToBoth(model, held));
            } else {
                assertThat(doIt(
                                deeds.get(i),
                                postgres.store,
                                task,
                                () -> postgres.lapse(task),
                                () -> postgres.makeDue(task)))
                        .as("answer %d, of %s", i, deeds.get(i))
                        .isEqualTo(doIt(deeds.get(i), model, task, () -> model.lapse(task), () -> model.makeDue(task)));
            }
            for (var each : tasks) {
                assertThat(postgres.look(each))
                        .as("after %d, %s", i, deeds.get(i))
                        .contains(model.look(each));
            }
        }
    }

    private static TaskId addToBoth(ModelTaskStore model, NewTask task) {
        model.add(List.of(task));
        return postgres.store.add(List.of(task)).getFirst().id();
    }

    /** The answer, reduced to what both stores can agree on. */
    private static Object doIt(Deed deed, TaskStore store, TaskId task, Runnable lapse, Runnable becomeDue) {
        int attempt = postgres.look(task).orElseThrow().attempt();
        var current = new TaskRef(task, "t", "rabbitmq", 0, attempt);
        return switch (deed) {
            case ADD, ADD_LOCAL, ADD_HELD -> throw new IllegalStateException("done by the caller");
            case CLAIM -> store.claim(task, "w", LEASE).map(claim -> claim.failures());
            case SUCCEED -> finish(store, current, StoreUnderTest.publishing(task, 1));
            case RETRY_NOW -> finish(store, current, new Outcome.Retry(Duration.ZERO, "boom"));
            case RETRY_LATER -> finish(store, current, new Outcome.Retry(Duration.ofHours(1), "boom"));
            case GIVE_UP -> finish(store, current, new Outcome.Dead("boom"));
            case RELEASE -> finish(store, current, new Outcome.Released("shutdown"));
            case STALE_SUCCEED -> finish(store, current.at(attempt - 1), StoreUnderTest.publishing(task, 1));
            case SAVE_STEP -> store.saveStep(current, "step-" + attempt, "1", Optional.empty());
            case BEAT -> store.beat(List.of(new Beat(current, Optional.empty())), LEASE);
            case CANCEL -> store.cancel(task, "no").map(Ended::state);
            case REVIVE -> store.revive(task).map(Ended::state);
            case LAPSE_AND_RESCUE -> {
                lapse.run();
                yield store.rescue(10, 3).stream().map(Ended::state).toList();
            }
            case BECOME_DUE -> {
                becomeDue.run();
                yield "due";
            }
            case HASTEN -> {
                store.ringSoon(List.of(task), Duration.ZERO);
                yield "hastened";
            }
            case TAKE_DUE ->
                store.takeDue(10, Set.of("t")).stream().map(Due::id).collect(Collectors.toSet());
            case PAUSE -> store.pause("t", ACTOR).map(PausedType::by);
            case RESUME -> store.resume("t", ACTOR);
            case TURN_AWAY -> store.turnAway(task, "w");
            case TAKE ->
                store.take(Map.of("t", 10), 10, StoreUnderTest.HOLD).stream()
                        .map(Claim::task)
                        .collect(Collectors.toSet());
        };
    }

    private static Object finish(TaskStore store, TaskRef task, Outcome outcome) {
        return store.finish(new Beat(task, Optional.empty()), outcome).map(Ended::state);
    }
}
