package dev.handoff.tool.bench;

import java.time.Duration;
import java.util.Set;

/**
 * What is to be measured, and with how much.
 *
 * @param tasks the most tasks that one rate is measured with, and how many wait to be drained; five times as many wait
 *     while the heap is measured
 * @param producers how many submit at a time, and how many connections the bare limits have beside them
 * @param rate tasks a second while latency is measured, and events a second to each subject that clients follow
 * @param finished how many tasks have succeeded before
 */
public record Plan(int tasks, int producers, int rate, int finished, Set<Phase> phases) {

    private static final int SECONDS_OF_LATENCY = 10;
    private static final int TIMES_AS_MANY = 5;
    private static final int WARM_UP_SHARE = 10;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration IDLE_PER_TASK = Duration.ofMillis(5);
    private static final int MOST_CLIENTS = 1_000;
    private static final int CLIENTS_OF_A_SUBJECT = 100;

    public Plan {
        if (tasks < 1 || producers < 1 || rate < 1 || finished < 0 || phases.isEmpty()) {
            throw new IllegalArgumentException(
                    "tasks, producers and rate must be at least 1, finished at least 0, and a phase is needed");
        }
    }

    boolean has(Phase phase) {
        return phases.contains(phase);
    }

    /** The most rows for what is so quick that few of them would take no time. */
    int many() {
        return TIMES_AS_MANY * tasks;
    }

    int warmUp() {
        return Math.max(1, tasks / WARM_UP_SHARE);
    }

    int waiting() {
        if (has(Phase.IDLE)) {
            return many();
        }
        return has(Phase.DRAIN) ? tasks : 0;
    }

    /** How long it is looked at what the process costs while it does nothing: less for a small plan. */
    Duration idle() {
        var perTasks = IDLE_PER_TASK.multipliedBy(tasks);
        return perTasks.compareTo(IDLE) < 0 ? perTasks : IDLE;
    }

    /** How many follow while what is told live is measured. */
    int clients() {
        return Math.min(MOST_CLIENTS, tasks);
    }

    /** How many things there are that they follow, each of them one. */
    int subjects() {
        return Math.ceilDiv(clients(), CLIENTS_OF_A_SUBJECT);
    }

    /** How many starts make the percentiles, and how much is told of each subject, that of the warm-up not counted. */
    int samples() {
        return Math.min(tasks, rate * SECONDS_OF_LATENCY);
    }
}
