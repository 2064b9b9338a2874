package dev.handoff.engine.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A task that is submitted again and again by the clock.
 *
 * @param input of the task, the same for each tick
 * @param deadline how late a tick may still be run
 */
public record Schedule(String name, String type, CronExpression cron, JsonNode input, Duration deadline) {

    /** The ticks after the one that was reached which are due and not too late, in their order. */
    List<Instant> due(Instant reached, Instant now) {
        var tooLate = now.minus(deadline);
        var due = new ArrayList<Instant>();
        var tick = cron.next(reached.isBefore(tooLate) ? tooLate : reached);
        while (!tick.isAfter(now)) {
            due.add(tick);
            tick = cron.next(tick);
        }
        return due;
    }

    /** The first tick after the one that was reached, if it is too late by now. */
    Optional<Instant> missed(Instant reached, Instant now) {
        return Optional.of(cron.next(reached)).filter(tick -> !tick.isAfter(now.minus(deadline)));
    }
}
