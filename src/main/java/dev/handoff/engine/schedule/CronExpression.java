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
 * names: at the first of two, and for a skipped time at the moment when the clock is put forward. The cron of Debian and
 * that of Red Hat do the same.
 */
public final class CronExpression {

    // An expression that never ticks after this time never ticks at all.
    private static final LocalDateTime BEGINNING = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final String cron;
    private final ZoneId zone;
    private final ExecutionTime times;
    private final boolean hourly;

    private CronExpression(String cron, ZoneId zone, ExecutionTime times, boolean hourly) {
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
     * @throws IllegalArgumentException if one of them is wrong, or the expression never ticks; the message says what is wrong
     */
    public static CronExpression of(String cron, String zone) {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new IllegalArgumentException(
                    "zone must be a name of the tz database, such as Etc/UTC or Europe/Vienna, was " + zone);
        }
        var expression = parsed(cron, ZoneId.of(zone));
        if (expression.nextLocal(BEGINNING).isEmpty()) {
            throw new IllegalArgumentException("cron " + cron + " never ticks, since there is no such day");
        }
        return expression;
    }

    private static CronExpression parsed(String cron, ZoneId zone) {
        var definition = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
        try {
            var parsed = new CronParser(definition).parse(cron);
            var hour = parsed.retrieveFieldsAsMap().get(CronFieldName.HOUR).getExpression();
            return new CronExpression(parsed.asString(), zone, ExecutionTime.forCron(parsed), hour instanceof Always);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "cron must be five fields, such as 0 3 * * * for three o'clock every night, was " + cron + ": "
                            + wrong.getMessage());
        }
    }

    /** The expression, with single blanks and with numbers for names. */
    public String expression() {
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

    /** UTC stands for any zone without clock changes, so that the library steps through local times. */
    private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
        return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(next -> next.toLocalDateTime());
    }
}
