package dev.handoff.tool.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** What the database does without the engine: the same writes by plain JDBC, on a copy of the task table. */
@ApplicationScoped
class BareLimits {

    private static final Duration MAX_DURATION = Duration.ofSeconds(2);
    private static final ThreadFactory THREADS = Executors.defaultThreadFactory();

    private final Connections connections;

    BareLimits(Connections connections) {
        this.connections = connections;
    }

    private interface Part {
        int work(BareHand hand, int many) throws SQLException;
    }

    /**
     * New tasks.
     *
     * @param one row by row on one connection
     * @param together row by row on as many connections as there are producers
     * @param hundred a hundred rows a statement on one connection
     * @param thousand a thousand
     */
    public record Inserts(Rate one, Rate together, Rate hundred, Rate thousand) {}

    /**
     * Whole lives of tasks, and the part that comes after the insert.
     *
     * @param one insert, claim and complete row by row on one connection
     * @param together on as many as there are producers
     * @param hundred a hundred rows a statement on one connection
     * @param waitingOne claim and complete what waits, row by row on one connection
     * @param waitingTogether on as many as there are producers
     * @param waitingHundred a hundred rows a statement on one connection
     */
    public record Cycles(
            Rate one, Rate together, Rate hundred, Rate waitingOne, Rate waitingTogether, Rate waitingHundred) {}

    Inserts inserts(Plan plan) throws SQLException, InterruptedException {
        Part insert = BareHand::insert;
        return new Inserts(
                measure(1, 1, plan.tasks(), 0, insert),
                measure(plan.producers(), 1, plan.tasks(), 0, insert),
                measure(1, 100, plan.many(), 0, insert),
                measure(1, 1000, plan.many(), 0, insert));
    }

    Cycles cycles(Plan plan) throws SQLException, InterruptedException {
        Part waiting = BareHand::claimAndComplete;
        return new Cycles(
                measure(1, 1, plan.tasks(), 0, BareLimits::cycle),
                measure(plan.producers(), 1, plan.tasks(), 0, BareLimits::cycle),
                measure(1, 100, plan.many(), 0, BareLimits::cycle),
                measure(1, 1, plan.tasks(), plan.tasks(), waiting),
                measure(plan.producers(), 1, plan.tasks(), plan.tasks(), waiting),
                measure(1, 100, plan.many(), plan.many(), waiting));
    }

    private static int cycle(BareHand hand, int many) throws SQLException {
        int inserted = hand.insert(many);
        // Another connection may have been quicker; this one goes on with the next rows.
        hand.claimAndComplete(many);
        return inserted;
    }

    /**
     * @param portion rows a statement
     * @param waiting how many are there already
     */
    private Rate measure(int hands, int portion, int most, int waiting, Part part)
            throws SQLException, InterruptedException {
        try (var table = new BareTable(connections).fill(waiting)) {
            var crew = table.hands(hands).stream()
                    .<Crew.Hand>map(hand -> many -> part.work(hand, many))
                    .toList();
            return Crew.work(THREADS, crew, portion, most, MAX_DURATION);
        }
    }
}
