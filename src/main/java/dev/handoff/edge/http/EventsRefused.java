package dev.handoff.edge.http;

import dev.handoff.edge.http.Problem.Fault;
import java.util.Comparator;
import java.util.SortedMap;

/** Some events of a batch can't be taken, and all others are. The answer names them by their places. */
final class EventsRefused extends RuntimeException {

    private static final int NOT_FOUND = 404;

    private final transient Problem problem;

    /** @param refused by their places in the batch */
    EventsRefused(SortedMap<Integer, Problem> refused, int of) {
        super(refused.size() + " of " + of + " events of the batch were not taken, the others are");
        var worst = refused.values().stream()
                .max(Comparator.comparingInt(EventsRefused::chance))
                .orElseThrow();
        problem = Problem.of(worst.status(), worst.name(), worst.title(), getMessage() + ": " + worst.detail())
                .errors(refused.entrySet().stream()
                        .map(one -> new Fault("/" + one.getKey(), one.getValue().detail()))
                        .toList());
    }

    /** That it is taken when it comes again. A sender may give up what the answer to another one says. */
    private static int chance(Problem problem) {
        return problem.status() >= 500 ? 2 : problem.status() == NOT_FOUND ? 1 : 0;
    }

    Problem problem() {
        return problem;
    }
}
