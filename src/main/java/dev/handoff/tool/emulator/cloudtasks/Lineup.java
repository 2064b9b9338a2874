package dev.handoff.tool.emulator.cloudtasks;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.LongUnaryOperator;

/** Tasks in the order of their times; of those that are due, in the order they came to be. */
final class Lineup {

    private final PriorityQueue<Place> waiting =
            new PriorityQueue<>(Comparator.comparing(Place::due).thenComparingLong(Place::rank));
    private final PriorityQueue<Place> ready = new PriorityQueue<>(Comparator.comparingLong(Place::rank));
    private final LongUnaryOperator shuffle;
    private long arrivals;

    /** @param turn which turn of the task this is for; the place is void when the task has had another */
    private record Place(StoredTask task, long turn, Instant due, long rank) {

        boolean isVoid() {
            return task.turn() != turn;
        }

        Place rank(long rank) {
            return new Place(task, turn, due, rank);
        }
    }

    /** @param shuffle gets a due task's number among all, and tells its place among the due */
    Lineup(LongUnaryOperator shuffle) {
        this.shuffle = shuffle;
    }

    void add(StoredTask task, Instant due) {
        waiting.add(new Place(task, task.turn(), due, arrivals++));
    }

    /** The task whose turn it is; it stays in the line until it is dispatched. */
    Optional<StoredTask> due(Instant now) {
        while (!waiting.isEmpty() && !waiting.element().due().isAfter(now)) {
            ready.add(waiting.remove().rank(shuffle.applyAsLong(arrivals++)));
        }
        return head(ready).map(Place::task);
    }

    /** When the first of those that wait is due. */
    Optional<Instant> nextDue() {
        return head(waiting).map(Place::due);
    }

    private static Optional<Place> head(PriorityQueue<Place> places) {
        while (!places.isEmpty() && places.element().isVoid()) {
            places.remove();
        }
        return Optional.ofNullable(places.peek());
    }
}
