package dev.handoff.engine;

import dev.handoff.engine.TestHandlers.Input;
import dev.handoff.engine.TestHandlers.Result;
import dev.handoff.task.OnFailure;
import dev.handoff.task.RetryPolicy;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A fan-out and a fan-in by handlers. */
public final class FanOutHandlers {

    private static final RetryPolicy OFTEN = new RetryPolicy(10, Duration.ofMillis(10), Duration.ofMillis(20));

    private FanOutHandlers() {}

    /** Fails after each of its lines, further down in every attempt. */
    @Singleton
    public static class Scatter implements TaskHandler<Input, Result> {

        public static final TaskType<Input, Result> SCATTER =
                TaskType.of("scatter", Input.class, Result.class).retries(OFTEN);

        @Override
        public TaskType<Input, Result> type() {
            return SCATTER;
        }

        @Override
        public Result handle(Input input, TaskRun run) {
            var group = run.group("pieces", Gather.GATHER, input, OnFailure.FAIL);
            failIn(1, run);
            group.submit("first", Piece.PIECE, new Input(input.name() + "first"));
            failIn(2, run);
            var inputs = List.of("0", "1", "2").stream()
                    .map(piece -> new Input(input.name() + piece))
                    .toList();
            group.submitAll("piece", Piece.PIECE, inputs);
            failIn(3, run);
            group.seal();
            failIn(4, run);
            return new Result(group.id().toString());
        }

        private static void failIn(int attempt, TaskRun run) {
            if (run.attempt() == attempt) {
                throw new IllegalStateException("interrupted for the " + attempt + ". time");
            }
        }
    }

    @Singleton
    public static class Piece implements TaskHandler<Input, Result> {

        static final TaskType<Input, Result> PIECE = TaskType.of("piece", Input.class, Result.class);
        public static final Map<String, Integer> RUNS = new ConcurrentHashMap<>();

        @Override
        public TaskType<Input, Result> type() {
            return PIECE;
        }

        @Override
        public Result handle(Input input, TaskRun run) {
            RUNS.merge(input.name(), 1, Integer::sum);
            return new Result(input.name().substring(36) + ":ran");
        }
    }

    @Singleton
    public static class Gather implements TaskHandler<Input, Result> {

        static final TaskType<Input, Result> GATHER = TaskType.of("gather", Input.class, Result.class);
        public static final Map<String, Integer> RUNS = new ConcurrentHashMap<>();
        public static final Map<String, List<String>> GATHERED = new ConcurrentHashMap<>();

        @Override
        public TaskType<Input, Result> type() {
            return GATHER;
        }

        @Override
        public Result handle(Input input, TaskRun run) {
            RUNS.merge(input.name(), 1, Integer::sum);
            var results = run.members(Result.class).stream()
                    .map(member -> member.result().orElseThrow().text())
                    .toList();
            GATHERED.put(input.name(), results);
            return new Result("gathered " + run.completes().orElseThrow());
        }
    }
}
