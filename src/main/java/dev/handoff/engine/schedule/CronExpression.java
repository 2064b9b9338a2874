package dev.handoff.engine.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The moments at which a cron expression ticks in a time zone.
 *
 * <p>A day has to be named by one of the two fields for days. If one of them begins with {@code *}, such as {@code *&#47;2},
 * both have to name it.
 *
 * <p>Where clocks are put forward or back, an expression whose minute or hour begins with {@code *} goes on in its rhythm: it
 * ticks in both hours that have the same name, and not in one that is skipped. Any other ticks once for each time that it
 * names: at the first of two, and for a skipped time at the moment when the clock is put forward.
 *
 * @see <a href="https://manpages.debian.org/bookworm/cron/crontab.5.en.html">crontab(5) of Debian's cron, which does the same
 *     </a>
 */
public final class CronExpression {

    // An expression that never ticks after this time never ticks at all.
    private static final LocalDateTime BEGINNING = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final String cron;
    private final ZoneId zone;
    private final ExecutionTime times;
    private final Optional<ExecutionTime> daysOfWeek;
    private final boolean inRhythm;

    /** @param daysOfWeek those that a tick has to be on as well; empty if {@code times} knows them */
    private CronExpression(
            String cron, ZoneId zone, ExecutionTime times, Optional<ExecutionTime> daysOfWeek, boolean inRhythm) {
        this.cron = cron;
        this.zone = zone;
        this.times = times;
        this.daysOfWeek = daysOfWeek;
        this.inRhythm = inRhythm;
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
        try {
            var expression = cron(cron).asString();
            var fields = expression.split(" ");
            boolean inRhythm = fields[0].startsWith("*") || fields[1].startsWith("*");
            // Where no field for days is a star alone, the library takes days that either of them names.
            boolean bothDays = fields[2].startsWith("*") || fields[4].startsWith("*");
            return bothDays
                    ? new CronExpression(
                            expression,
                            zone,
                            times("%s %s %s %s *".formatted(fields[0], fields[1], fields[2], fields[3])),
                            Optional.of(times("* * * * " + fields[4])),
                            inRhythm)
                    : new CronExpression(expression, zone, times(expression), Optional.empty(), inRhythm);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "cron must be five fields, such as 0 3 * * * for three o'clock every night, was " + cron + ": "
                            + wrong.getMessage());
        }
    }

    private static ExecutionTime times(String expression) {
        return ExecutionTime.forCron(cron(expression));
    }

    private static Cron cron(String expression) {
        return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(expression);
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
        return inRhythm ? nextInRhythm(after) : nextByName(after);
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
        var from = after.atZone(ZoneOffset.UTC);
        var next = times.nextExecution(from);
        while (next.isPresent() && !isOnDayOfWeek(next.get())) {
            from = next.get().truncatedTo(ChronoUnit.DAYS).plusDays(1).minusNanos(1);
            next = times.nextExecution(from);
        }
        return next.map(ZonedDateTime::toLocalDateTime);
    }

    private boolean isOnDayOfWeek(ZonedDateTime tick) {
        return daysOfWeek.stream().allMatch(days -> days.isMatch(tick));
    }
}
