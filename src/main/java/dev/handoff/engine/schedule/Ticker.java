package dev.handoff.engine.schedule;

import dev.handoff.engine.store.NewSchedule;
import dev.handoff.engine.store.ScheduleRecord;
import dev.handoff.engine.store.ScheduleStore;
import dev.handoff.engine.store.ScheduleStore.Look;
import dev.handoff.kit.audit.Actor;
import dev.handoff.task.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Has the tasks of due ticks submitted, each once, however many instances and callers try at the same time. */
@ApplicationScoped
public class Ticker {

    /** How far the clock of a caller may run ahead of the database's. */
    private static final Duration AHEAD = Duration.ofSeconds(5);

    private final Schedules schedules;
    private final ScheduleStore store;
    private final TickSubmitter submitter;
    private final Event<ScheduleEvent> events;
    private final Map<String, Instant> toldAsMissed = new ConcurrentHashMap<>();
    private volatile boolean registered;

    Ticker(Schedules schedules, ScheduleStore store, TickSubmitter submitter, Event<ScheduleEvent> events) {
        this.schedules = schedules;
        this.store = store;
        this.submitter = submitter;
        this.events = events;
    }

    /**
     * What a call came to.
     *
     * @param ticked whether it submitted a task; another one may have been earlier, or nothing is due
     * @param state how far the schedule has come by now
     */
    public record Answer(boolean ticked, ScheduleState state) {}

    /**
     * Submits the task of the latest tick that is due and not too late. A caller who comes up to five seconds before a tick
     * waits for it: the next call would be too late for this one.
     *
     * @throws NotFound if there is no such schedule here
     * @throws dev.handoff.engine.dispatch.DispatchMisconfigured if the route that should take the task can't
     * @throws dev.handoff.kit.database.StoreUnavailable if PostgreSQL didn't answer; try again
     */
    public Answer tick(String name) throws InterruptedException {
        var schedule = schedules.get(name);
        var look = look(Set.of(name));
        boolean ticked = tickIfDue(schedule, look);
        var early = Duration.between(look.now(), next(schedule, look));
        if (early.compareTo(AHEAD) <= 0) {
            Thread.sleep(early);
            ticked |= tickIfDue(schedule, look(Set.of(name)));
        }
        return new Answer(ticked, state(schedule, look(Set.of(name))));
    }

    /**
     * Keeps a schedule from ticking. One that is paused already keeps its pause.
     *
     * @throws NotFound if there is no such schedule here
     */
    public ScheduleState pause(String name, Actor actor) {
        var schedule = schedules.get(name);
        look(Set.of(name));
        store.pause(name, actor);
        return state(schedule, look(Set.of(name)));
    }

    /**
     * Has a schedule tick again from now on. Ticks of the time in which it was paused have no tasks.
     *
     * @return false if it wasn't paused
     * @throws NotFound if there is no such schedule here
     */
    public boolean resume(String name, Actor actor) {
        schedules.get(name);
        return store.resume(name, actor);
    }

    /** How far each schedule has come, sorted by name. */
    public List<ScheduleState> states() {
        if (schedules.all().isEmpty()) {
            return List.of();
        }
        var look = look(schedules.names());
        return schedules.all().stream().map(schedule -> state(schedule, look)).toList();
    }

    /**
     * Submits what is due of all schedules.
     *
     * @return when to come again: at the next tick, or soon if something went wrong
     */
    Duration tickAll(Duration soon) {
        var look = look(schedules.names());
        var pause = Duration.ofDays(1);
        for (var schedule : schedules.all()) {
            pause = shorter(pause, tryTick(schedule, look) ? Duration.between(look.now(), next(schedule, look)) : soon);
        }
        return pause;
    }

    /** Has ticks of this instance's schedules count from now on. */
    void register() {
        store.register(schedules.all().stream()
                .map(it -> new NewSchedule(
                        it.name(), it.cron().expression(), it.cron().zone().getId()))
                .toList());
        registered = true;
    }

    private boolean tryTick(Schedule schedule, Look look) {
        try {
            tickIfDue(schedule, look);
            return true;
        } catch (RuntimeException failure) {
            // Other schedules are not affected.
            events.fire(new ScheduleEvent.Trouble("submitting the task of " + schedule.name(), failure));
            return false;
        }
    }

    private boolean tickIfDue(Schedule schedule, Look look) {
        var record = record(schedule, look);
        if (record.pause().isPresent()) {
            return false;
        }
        var reached = record.reached();
        schedule.missed(reached, look.now())
                .filter(tick -> !tick.equals(toldAsMissed.put(schedule.name(), tick)))
                .map(tick -> new ScheduleEvent.Missed(schedule.name(), tick, schedule.deadline()))
                .ifPresent(events::fire);
        var due = schedule.due(reached, look.now());
        if (due.isEmpty()) {
            return false;
        }
        var tick = due.getLast();
        var task = submitter.submit(schedule.name(), tick, schedule.type(), schedule.input());
        var late = Duration.between(tick, look.now());
        task.map(id -> new ScheduleEvent.Ticked(schedule.name(), schedule.type(), tick, id, late, due.size() - 1))
                .ifPresent(events::fire);
        return task.isPresent();
    }

    // A missing row was deleted by hand, or the database is new.
    private Look look(Collection<String> names) {
        var look = registered ? store.look(names) : new Look(Instant.EPOCH, Map.of());
        if (look.schedules().size() == names.size()) {
            return look;
        }
        register();
        return store.look(names);
    }

    private static ScheduleState state(Schedule schedule, Look look) {
        var record = record(schedule, look);
        return new ScheduleState(schedule, record.lastTick(), record.lastTask(), next(schedule, look), record.pause());
    }

    private static Instant next(Schedule schedule, Look look) {
        var reached = record(schedule, look).reached();
        return schedule.cron().next(reached.isAfter(look.now()) ? reached : look.now());
    }

    private static ScheduleRecord record(Schedule schedule, Look look) {
        return look.schedules().get(schedule.name());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
