package dev.handoff.engine;

import dev.handoff.event.Posts;
import dev.handoff.task.RetryPolicy;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Handlers that behave in the ways that the engine has to cope with. */
public final class TestHandlers {

    private TestHandlers() {}

    public record Input(String name) {}

    public record Result(String text) {}

    private static final RetryPolicy TWICE = new RetryPolicy(2, Duration.ofMillis(10), Duration.ofMillis(20));

    private static TaskType<Input, Result> named(String name) {
        return TaskType.of(name, Input.class, Result.class).retries(TWICE).timeout(Duration.ofSeconds(30));
    }

    /** Counts how often it ran for each name. */
    @Singleton
    public static class Counter implements TaskHandler<Input, Result> {

        public static final TaskType<Input, Result> COUNTER = named("counter");
        public static final Map<String, Integer> RUNS = new ConcurrentHashMap<>();

        @Override
        public TaskType<Input, Result> type() {
            return COUNTER;
        }

        @Override
        public Result handle(Input input, TaskRun run) {
            RUNS.merge(input.name(), 1, Integer::sum);
            return new Result("ran");
        }
    }

    /** Throws what it is told to. */
    @Singleton
    public static class Thrower implements TaskHandler<Input, Result> {

        public static final TaskType<Input, Result> THROWER = named("thrower");

        @Override
        public TaskType<Input, Result> type() {
            return THROWER;
        }

        @Override
        public Result handle(Input input, TaskRun run) throws Exception {
            switch (input.name()) {
                case "error" -> throw new StackOverflowError("as if");
                case "permanent" -> throw TaskFailure.permanent("never");
                case "later" -> throw TaskFailure.retryAfter(Duration.ofHours(2), "not now");
                case "at once" -> throw TaskFailure.retryAfter(Duration.ZERO, "now");
                default -> throw new IllegalStateException("boom");
            }
        }
    }

    /** Waits until it is interrupted; a stubborn one goes on waiting even then. */
    @Singleton
    public static class Waiter implements TaskHandler<Input, Result> {

        public static final TaskType<Input, Result> WAITER = named("waiter").timeout(Duration.ofSeconds(20));

        @Override
        public TaskType<Input, Result> type() {
            return WAITER;
        }

        @Override
        public Result handle(Input input, TaskRun run) throws Exception {
            new CountDownLatch(1).await();
            return new Result("never");
        }
    }

    /** Has too little time, and ignores interrupts if it is called stubborn. */
    @ApplicationScoped
    public static class Slow implements TaskHandler<Input, Result> {

        public static final TaskType<Input, Result> SLOW =
                named("slow").timeout(Duration.ofMillis(200)).retries(RetryPolicy.NEVER);

        @Override
        public TaskType<Input, Result> type() {
            return SLOW;
        }

        @Override
        public Result handle(Input input, TaskRun run) throws Exception {
            do {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException asked) {
                    if (!input.name().equals("stubborn")) {
                        throw asked;
                    }
                }
            } while (true);
        }
    }

    /** Publishes that a post of the given title was published, and ends as the title says. */
    @ApplicationScoped
    public static class Publisher implements TaskHandler<Input, Result> {

        public static final TaskType<Input, Result> PUBLISHER = named("publisher");

        @Override
        public TaskType<Input, Result> type() {
            return PUBLISHER;
        }

        @Override
        public Result handle(Input input, TaskRun run) throws Exception {
            int events = input.name().equals("many") ? 101 : 1;
            for (int i = 0; i < events; i++) {
                run.publish(Posts.PUBLISHED, new Posts.Published("p", "a", null, input.name()));
            }
            if (input.name().equals("permanent")) {
                throw TaskFailure.permanent("after publishing");
            }
            if (input.name().equals("second") && run.attempt() == 1) {
                throw new IllegalStateException("after publishing");
            }
            return new Result("published");
        }
    }

    /** Submits a follow-up and fails the first time. */
    @ApplicationScoped
    public static class Parent implements TaskHandler<Input, Result> {

        public static final TaskType<Input, Result> PARENT = named("parent");

        @Override
        public TaskType<Input, Result> type() {
            return PARENT;
        }

        @Override
        public Result handle(Input input, TaskRun run) {
            var child = run.submit("child", Counter.COUNTER, input);
            if (run.attempt() == 1) {
                throw new IllegalStateException("after the follow-up");
            }
            return new Result(child.toString());
        }
    }

    /** Asks for one and the same task as all others of its kind. */
    @ApplicationScoped
    public static class Asker implements TaskHandler<Input, Result> {

        public static final TaskType<Input, Result> ASKER = named("asker");

        @Override
        public TaskType<Input, Result> type() {
            return ASKER;
        }

        @Override
        public Result handle(Input input, TaskRun run) {
            return new Result(run.submitOnce("asked-" + input.name(), Counter.COUNTER, input)
                    .toString());
        }
    }
}
