package dev.handoff.engine.live;

import dev.handoff.task.TaskState;
import java.util.Comparator;
import java.util.Optional;

/**
 * How far a task is in its life, to tell older from newer: news of one task come from several instances, so what was told
 * later may have happened earlier, and the state that was read may have it already.
 *
 * @param attempt how often the task was claimed
 * @param step within the attempt
 */
public record Stage(int attempt, Step step) implements Comparable<Stage> {

    private static final Comparator<Stage> ORDER =
            Comparator.comparingInt(Stage::attempt).thenComparing(Stage::step);

    /** In their order. A dead task that is put back, and one that is cancelled while it waits, stay at their attempt. */
    public enum Step {
        QUEUED,
        RUNNING,
        ENDED,
        REVIVED,
        CANCELLED
    }

    /** After this news; empty for those of groups and of announcements, which are older than nothing. */
    public static Optional<Stage> of(News news) {
        return news.task()
                .flatMap(task ->
                        Kind.ofAll(news.event()).flatMap(Kind::step).map(step -> new Stage(task.attempt(), step)));
    }

    /** Of a task's row. */
    public static Stage of(TaskState state, int attempt) {
        return new Stage(
                attempt,
                switch (state) {
                    case QUEUED -> attempt == 0 ? Step.QUEUED : Step.ENDED;
                    case RUNNING -> Step.RUNNING;
                    case SUCCEEDED, DEAD -> Step.ENDED;
                    case CANCELLED -> Step.CANCELLED;
                });
    }

    /** Progress that is told at the same stage is news all the same. */
    public boolean isBefore(Stage other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Stage other) {
        return ORDER.compare(this, other);
    }
}
