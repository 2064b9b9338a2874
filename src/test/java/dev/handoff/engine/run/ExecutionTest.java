package dev.handoff.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.Settings;
import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.Tracing;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.store.Beat;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.Outcome;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.engine.sweep.GroupCloserOf;
import dev.handoff.kit.host.HostHealth;
import dev.handoff.task.RetryPolicy;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import jakarta.enterprise.event.Event;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutionTest {

    private static final TaskType<String, String> TYPE = TaskType.of("t", String.class, String.class)
            .timeout(Duration.ofMillis(100))
            .onePerProcessor();

    private final TaskRef task = new TaskRef(new TaskId(UUID.randomUUID()), "t", "local", 0, 1);
    private final List<Object> happened = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final Instance instance = new Instance();
    private final Slots slots = new Slots(1, type -> OptionalInt.empty());
    private final HostHealth host = new HostHealth();
    private boolean held = true;
    private int releases;

    @Test
    void attemptStartsAndIsStoredAndThenTold() {
        run(input -> "done");

        assertThat(happened)
                .satisfiesExactly(
                        it -> assertThat(it).isInstanceOf(TaskEvent.Started.class),
                        it -> assertThat(it).isEqualTo(new Outcome.Succeeded("\"done\"")),
                        it -> assertThat(it).isInstanceOf(TaskEvent.AttemptEnded.class));
    }

    @Test
    void deafHandlerIsLeftBehindAndItsResultIsDropped() {
        run(this::deaf);
        release.countDown();
        await().until(() -> left.getCount() == 0);

        assertThat(happened)
                .filteredOn(Outcome.class::isInstance)
                .singleElement()
                .satisfies(it -> assertThat(it).asString().contains("the attempt took longer than"));
    }

    @Test
    void deafHandlerKeepsASlotUntilItEnds() {
        run(this::deaf);

        assertThat(slots.tryTake("t")).isEmpty();
        assertThat(happened).hasAtLeastOneElementOfType(TaskEvent.LeftBehind.class);

        release.countDown();
        await().until(() -> slots.free() == 1);
        await().untilAsserted(() -> assertThat(happened).hasAtLeastOneElementOfType(TaskEvent.CameBack.class));
    }

    @Test
    void handlersThatComputeLeaveTheCarriersOfVirtualThreadsAlone() throws InterruptedException {
        int carriers = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < 2 * carriers; i++) {
            Thread.ofVirtual().start(() -> run(this::deaf));
        }

        assertThat(Thread.ofVirtual().start(() -> {}).join(Duration.ofSeconds(5)))
                .isTrue();
        release.countDown();
    }

    @Test
    void faultOfTheMachineCountsNoFailureAndIsRemembered() {
        run(input -> {
            throw new UncheckedIOException(new FileSystemException("/tmp/a", null, "No space left on device"));
        });

        assertThat(happened)
                .filteredOn(Outcome.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Released.class, it -> {
                    assertThat(it.reason())
                            .startsWith("this machine couldn't run it")
                            .contains("No space left");
                    assertThat(it.delay()).isPositive();
                });
        assertThat(host.lacking()).isPresent();
    }

    static Stream<Error> whatATaskMayCause() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"),
                new OutOfMemoryError("Cannot reserve 4096 bytes of direct buffer memory"),
                new UnsatisfiedLinkError("no nothing in java.library.path"),
                new NoClassDefFoundError("Could not initialize class com.example.Broken"));
    }

    @ParameterizedTest
    @MethodSource("whatATaskMayCause")
    void lackThatEveryAttemptOfATaskMeetsCountsAfterAWhile(Error lack) {
        releases = 2;
        run(input -> {
            throw lack;
        });
        assertThat(happened).hasAtLeastOneElementOfType(Outcome.Released.class);

        releases = 3;
        run(input -> {
            throw lack;
        });
        assertThat(happened)
                .filteredOn(Outcome.Dead.class::isInstance)
                .singleElement()
                .asString()
                .contains(lack.toString(), "may need more than this program has");
    }

    @Test
    void lackThatNoTaskCausesNeverCounts() {
        releases = 1_000;

        run(input -> {
            throw new UncheckedIOException(new FileSystemException("/tmp/a", null, "Too many open files"));
        });
        run(input -> {
            throw new OutOfMemoryError("unable to create native thread: possibly out of memory or limits reached");
        });

        assertThat(happened)
                .filteredOn(Outcome.class::isInstance)
                .hasSize(2)
                .hasOnlyElementsOfType(Outcome.Released.class);
    }

    @Test
    void attemptThatHasLostItsTaskOnlyTellsSo() {
        held = false;

        run(input -> "done");

        assertThat(happened.getLast()).isInstanceOf(TaskEvent.Superseded.class);
    }

    @Test
    void drainingInstanceGivesTheClaimBackUnbegun() {
        instance.drain();

        run(input -> "done");

        assertThat(happened).containsExactly(new Outcome.Released(Stop.DRAINING.reason()));
    }

    private String deaf(String input) {
        while (release.getCount() > 0) {
            Thread.interrupted();
            Thread.onSpinWait();
        }
        left.countDown();
        return "too late";
    }

    private void run(Function<String, String> work) {
        var json = new ObjectMapper();
        var types = new TaskTypes(List.of(new Handler(work)), Optional.empty(), json);
        var config = Settings.of(EngineConfig.class, Map.of("handoff.engine.grace", "0.1s"));
        TaskStore store = fake(
                TaskStore.class,
                (self, method, arguments) -> method.getName().equals("releases")
                        ? releases
                        : finish((Beat) arguments[0], (Outcome) arguments[1]));
        Event<TaskEvent> events = fake(Event.class, (self, method, arguments) -> happened.add(arguments[0]));
        var execution = new Execution(
                types,
                new RunningAttempts(store, null, null, json, Clock.systemUTC(), events),
                new HandlerCall(types, json, host, store),
                new HandlerThreads(config, new Untraced()),
                new AttemptRecorder(store, instance, events),
                GroupCloserOf.noGroups(),
                GroupCloserOf.noneMade(),
                null,
                slots,
                instance);

        execution
                .of(new Claim(task, "\"in\"", 0, Duration.ZERO, Optional.empty(), Optional.empty(), false))
                .run(Optional.empty());
    }

    private Optional<Ended> finish(Beat last, Outcome outcome) {
        happened.add(outcome);
        return held
                ? Optional.of(new Ended(last.task(), TaskState.DEAD, Duration.ZERO, Optional.empty(), Optional.empty()))
                : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<? super T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private record Handler(Function<String, String> work) implements TaskHandler<String, String> {

        @Override
        public TaskType<String, String> type() {
            return TYPE.retries(RetryPolicy.NEVER);
        }

        @Override
        public String handle(String input, TaskRun run) {
            return work.apply(input);
        }
    }

    private static final class Untraced implements Tracing {

        @Override
        public Optional<String> traceparent() {
            return Optional.empty();
        }

        @Override
        public Optional<String> recorded() {
            return Optional.empty();
        }

        @Override
        public <T> T after(Optional<String> traceparent, Supplier<T> deed) {
            return deed.get();
        }

        @Override
        public <T, R> Function<T, R> carried(Function<T, R> deed) {
            return deed;
        }

        @Override
        public Outcome trace(Claim claim, Supplier<Outcome> attempt) {
            return attempt.get();
        }
    }
}
