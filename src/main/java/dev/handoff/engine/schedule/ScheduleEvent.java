package dev.handoff.engine.schedule;

import dev.handoff.task.TaskId;
import java.time.Duration;
import java.time.Instant;

/** What became of a schedule here. Fired as a CDI event after the fact, for telemetry; nothing may depend on it. */
public sealed interface ScheduleEvent {

    /**
     * The task of a tick is stored.
     *
     * @param late how long the tick had been due, by the database's clock
     * @param passedOver how many ticks before it have no task, since no instance was there
     */
    record Ticked(String schedule, String type, Instant tick, TaskId task, Duration late, int passedOver)
            implements ScheduleEvent {}

    /** No instance was there for this tick and perhaps others; by now they are later than the schedule's deadline. */
    record Missed(String schedule, Instant tick, Duration deadline) implements ScheduleEvent {}

    /** What is due could not be looked for or submitted; it is tried again soon. */
    record Trouble(String doing, Throwable cause) implements ScheduleEvent {}
}
