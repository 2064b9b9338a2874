package dev.handoff.engine.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The moments at which a cron expression ticks in a time zone.
 *
 * <p>Where clocks are put forward or back, an expression with {@code *} for the hour goes on in its rhythm: it ticks in both
 * hours that have the same name, and not in one that is skipped. One that names hours ticks once for each time that it
 * names: at the first of two, and for a time that is skipped in the moment in which the clock is put forward. So do the cron
 * of Debian and of Red Hat.
 */
public final class Timetable {

    // Any time: what never happens from here on never happens.
    private static final LocalDateTime BEGINNING = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final String cron;
    private final ZoneId zone;
    private final ExecutionTime times;
    private final boolean hourly;

    private Timetable(String cron, ZoneId zone, ExecutionTime times, boolean hourly) {
        this.cron = cron;
        this.zone = zone;
        this.times = times;
        this.hourly = hourly;
    }

    /**
     * Reads an expression.
     *
     * @param cron the five fields of Unix: minute, hour, day of month, month, day of week
     * @param zone a name of the tz database
     * @throws IllegalArgumentException that tells what is wrong with which of them; an expression that never ticks is wrong
     */
    public static Timetable of(String cron, String zone) {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new IllegalArgumentException(
                    "zone must be a name of the tz database, such as Etc/UTC or Europe/Vienna, was " + zone);
        }
        var timetable = parsed(cron, ZoneId.of(zone));
        if (timetable.nextLocal(BEGINNING).isEmpty()) {
            throw new IllegalArgumentException("cron " + cron + " never ticks, since there is no such day");
        }
        return timetable;
    }

    private static Timetable parsed(String cron, ZoneId zone) {
        var definition = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
        try {
            var parsed = new CronParser(definition).parse(cron);
            var hour = parsed.retrieveFieldsAsMap().get(CronFieldName.HOUR).getExpression();
            return new Timetable(parsed.asString(), zone, ExecutionTime.forCron(parsed), hour instanceof Always);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "cron must be five fields, such as 0 3 * * * for three o'clock every night, was " + cron + ": "
                            + wrong.getMessage());
        }
    }

    /** The expression, with single blanks and with numbers for names. */
    public String cron() {
        return cron;
    }

    public ZoneId zone() {
        return zone;
    }

    /** The first tick after that moment. */
    public Instant next(Instant after) {
        return hourly ? nextInRhythm(after) : nextByName(after);
    }

    private Instant nextInRhythm(Instant after) {
        var from = after;
        while (true) {
            var offset = zone.getRules().getOffset(from);
            var next = next(LocalDateTime.ofInstant(from, offset)).toInstant(offset);
            var change = Optional.ofNullable(zone.getRules().nextTransition(from));
            if (change.isEmpty() || next.isBefore(change.get().getInstant())) {
                return next;
            }
            // The change itself may be a tick, by the clock that has been put.
            from = change.get().getInstant();
            var local = change.get().getDateTimeAfter();
            if (next(local.minusNanos(1)).equals(local)) {
                return from;
            }
        }
    }

    private Instant nextByName(Instant after) {
        var local = LocalDateTime.ofInstant(after, zone);
        Instant next;
        do {
            local = next(local);
            next = moment(local);
        } while (!next.isAfter(after));
        return next;
    }

    private Instant moment(LocalDateTime local) {
        var change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.toInstant(zone.getRules().getValidOffsets(local).getFirst());
    }

    private LocalDateTime next(LocalDateTime after) {
        return nextLocal(after).orElseThrow(() -> new IllegalStateException(cron + " has no tick after " + after));
    }

    /** Any zone without changes will do: the library is to step from one local time to the next. */
    private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
        return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(next -> next.toLocalDateTime());
    }
}
