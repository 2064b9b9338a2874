package dev.handoff.edge.doctor;

import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.intake.Drain;
import dev.handoff.engine.store.Backlog;
import dev.handoff.engine.store.IntakeStore;
import dev.handoff.engine.store.PausedType;
import dev.handoff.engine.store.Roster;
import dev.handoff.engine.store.ScheduleRecord;
import dev.handoff.engine.store.ScheduleStore;
import dev.handoff.engine.sweep.Attendance;
import dev.handoff.engine.sweep.Pauses;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for tasks that wait in vain: on a route that is switched off, or of a type that no instance serves, or that nobody here knows. */
@Singleton
final class BacklogCheck {

    private final DatabaseCheck database;
    private final Roster roster;
    private final Dispatcher dispatcher;
    private final Pauses pauses;
    private final ScheduleStore schedules;
    private final Drain intake;

    BacklogCheck(
            DatabaseCheck database,
            Roster roster,
            Dispatcher dispatcher,
            Pauses pauses,
            ScheduleStore schedules,
            Drain intake) {
        this.intake = intake;
        this.database = database;
        this.roster = roster;
        this.dispatcher = dispatcher;
        this.pauses = pauses;
        this.schedules = schedules;
    }

    /** What doctor says. */
    String finding() throws SQLException {
        if (!database.hasTables()) {
            throw new Finding.Unused("there are no tables yet");
        }
        var backlogs = roster.backlogs();
        long running = roster.running();
        var faults = Stream.concat(
                        backlogs.stream().flatMap(it -> fault(it, running)),
                        intake.unknown().stream().map(BacklogCheck::fault))
                .toList();
        if (!faults.isEmpty()) {
            throw new Finding.Fault(String.join("; ", faults));
        }
        long waiting = backlogs.stream().mapToLong(Backlog::count).sum();
        return (running == 1 ? "1 instance runs, " : running + " instances run, ")
                + (waiting == 1 ? "1 task waits" : waiting + " tasks wait")
                + pauses.all().stream().map(BacklogCheck::paused).collect(Collectors.joining())
                + schedules.paused().stream().map(BacklogCheck::paused).collect(Collectors.joining());
    }

    private static String paused(PausedType pause) {
        return "; " + pause.type() + " is paused since " + pause.since() + " by " + pause.by()
                + pause.reason().map(reason -> ": " + reason).orElse("") + " (./handoff resume " + pause.type() + ")";
    }

    private static String paused(ScheduleRecord schedule) {
        var pause = schedule.pause().orElseThrow();
        return "; the schedule " + schedule.name() + " is paused since " + pause.since() + " by " + pause.by()
                + pause.reason().map(reason -> ": " + reason).orElse("") + " (./handoff schedules resume "
                + schedule.name() + ")";
    }

    private static String fault(IntakeStore.Unknown unknown) {
        return unknown.count() + " submitted by SQL wait for the " + (unknown.event() ? "topic " : "type ")
                + unknown.name() + ", which is unknown here; start an instance that knows it, or delete them: "
                + "DELETE FROM intake WHERE name = '" + unknown.name().replace("'", "''") + "'";
    }

    private Stream<String> fault(Backlog backlog, long running) {
        var faults = new ArrayList<String>();
        var tasks = (backlog.count() == 1 ? "1 task" : backlog.count() + " tasks") + " of " + backlog.type() + " wait"
                + (backlog.count() == 1 ? "s" : "");
        dispatcher
                .obstacle(backlog.route(), backlog.type())
                .ifPresent(reason -> faults.add(tasks + " on the route " + backlog.route()
                        + ", which can't bring them: " + reason + " (./handoff reroute moves them)"));
        if (Attendance.isInVain(backlog)) {
            faults.add(tasks
                    + (running == 0
                            ? " and no instance runs; start one with ./handoff serve"
                            : " and no instance serves the type; start one whose HANDOFF_SERVE has it"));
        }
        return faults.stream();
    }
}
