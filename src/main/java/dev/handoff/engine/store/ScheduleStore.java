package dev.handoff.engine.store;

import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.database.StoreUnavailable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How far schedules have come. Every method is one statement and throws {@link StoreUnavailable} when PostgreSQL doesn't
 * answer; whether the statement took effect is then unknown.
 */
public interface ScheduleStore {

    /**
     * Makes schedules known. Those that are new, or have another cron or zone than before, have ticks from a minute ago on:
     * a process that a tick has started finds this tick.
     */
    void register(List<NewSchedule> schedules);

    /** How far these schedules have come. */
    Look look(Collection<String> names);

    /**
     * What was found.
     *
     * @param now the database's time, the only one that decides what is due
     * @param schedules by name; unregistered ones are missing
     */
    record Look(Instant now, Map<String, ScheduleRecord> schedules) {}

    /**
     * Stores the task of a tick together with the fact that the schedule has come so far. Of any number of callers, one does.
     *
     * @param task due at once; only its type, input, route, patience and trace are kept
     * @return false if the schedule is unknown, paused or has come so far already, or the tick isn't due; nothing was stored
     *     then
     */
    boolean tick(String schedule, Instant tick, NewTask task);

    /**
     * Keeps a schedule from ticking, on every instance.
     *
     * @return false if it is unknown or paused already, and nothing was changed
     */
    boolean pause(String schedule, Actor actor);

    /**
     * Has ticks count from now on.
     *
     * @return false if it isn't paused, and nothing was changed
     */
    boolean resume(String schedule, Actor actor);

    /** Those that are paused, in the order of their names, unknown ones too. */
    List<ScheduleRecord> paused();
}
