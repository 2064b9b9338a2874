package dev.handoff.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every expression in every zone, beside a reading of cron that looks at each minute. */
class CronExpressionPropertiesTest {

    /** How far the plain reading looks. */
    private static final Duration AHEAD = Duration.ofDays(9);

    /** The numbers of a field, empty for an asterisk. */
    record Cron(
            Set<Integer> minutes, Set<Integer> hours, Set<Integer> days, Set<Integer> months, Set<Integer> weekdays) {

        @Override
        public String toString() {
            return Stream.of(minutes, hours, days, months, weekdays)
                    .map(field -> field.isEmpty()
                            ? "*"
                            : field.stream().sorted().map(String::valueOf).collect(Collectors.joining(",")))
                    .collect(Collectors.joining(" "));
        }

        boolean matches(LocalDateTime time) {
            boolean day = days.contains(time.getDayOfMonth());
            boolean weekday = weekdays.contains(
                    time.getDayOfWeek() == DayOfWeek.SUNDAY
                            ? 0
                            : time.getDayOfWeek().getValue());
            return has(minutes, time.getMinute())
                    && has(hours, time.getHour())
                    && has(months, time.getMonthValue())
                    && (days.isEmpty() && weekdays.isEmpty() || day || weekday);
        }

        private static boolean has(Set<Integer> field, int value) {
            return field.isEmpty() || field.contains(value);
        }
    }

    @Property(tries = 400)
    void nextTickIsTheOneThatALookAtEachMinuteFinds(
            @ForAll("crons") Cron cron, @ForAll("zones") ZoneId zone, @ForAll("moments") Instant moment) {
        var after = nearAChange(moment, zone);
        var next = CronExpression.of(cron.toString(), zone.getId()).next(after);

        boolean star = cron.minutes().isEmpty() || cron.hours().isEmpty();
        var found = star ? inRhythm(cron, zone, after) : byName(cron, zone, after);

        assertThat(found.map(next::equals).orElse(next.isAfter(after.plus(AHEAD))))
                .as("%s in %s after %s: %s, not %s", cron, zone, after, found, next)
                .isTrue();
    }

    @Property(tries = 100)
    void ticksGrow(@ForAll("crons") Cron cron, @ForAll("zones") ZoneId zone, @ForAll("moments") Instant moment) {
        var expression = CronExpression.of(cron.toString(), zone.getId());

        var ticks = Stream.iterate(expression.next(nearAChange(moment, zone)), expression::next)
                .limit(50)
                .toList();

        assertThat(ticks).isSorted().doesNotHaveDuplicates();
    }

    /** Every minute that passes. */
    private static Optional<Instant> inRhythm(Cron cron, ZoneId zone, Instant after) {
        return minutesAfter(after)
                .filter(minute -> cron.matches(LocalDateTime.ofInstant(minute, zone)))
                .findFirst();
    }

    /** Every minute that a clock without changes would show, at the moment when that minute is there or passed over. */
    private static Optional<Instant> byName(Cron cron, ZoneId zone, Instant after) {
        var first = LocalDateTime.ofInstant(after, zone)
                .truncatedTo(ChronoUnit.MINUTES)
                .minusDays(1);
        return Stream.iterate(first, time -> time.plusMinutes(1))
                .limit(AHEAD.plusDays(2).toMinutes())
                .filter(cron::matches)
                .map(time -> firstMomentOf(time, zone))
                .filter(moment -> moment.isAfter(after))
                .min(Instant::compareTo)
                .filter(moment -> !moment.isAfter(after.plus(AHEAD)));
    }

    private static Instant firstMomentOf(LocalDateTime time, ZoneId zone) {
        var change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    private static Stream<Instant> minutesAfter(Instant after) {
        return Stream.iterate(
                        after.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES),
                        minute -> minute.plus(1, ChronoUnit.MINUTES))
                .limit(AHEAD.toMinutes());
    }

    /** A few hours before or after the zone's clocks are put, if ever they are. */
    private static Instant nearAChange(Instant moment, ZoneId zone) {
        var change = zone.getRules().nextTransition(moment);
        var around = Duration.ofSeconds(Math.floorMod(moment.getEpochSecond(), 8 * 3_600L) - 5 * 3_600L);
        return change == null ? moment : change.getInstant().plus(around);
    }

    @Provide
    Arbitrary<Cron> crons() {
        return Combinators.combine(
                        field(0, 59),
                        field(0, 23),
                        mostlyAny(field(1, 28)),
                        mostlyAny(field(1, 12)),
                        mostlyAny(field(0, 6)))
                .as(Cron::new);
    }

    private static Arbitrary<Set<Integer>> mostlyAny(Arbitrary<Set<Integer>> field) {
        return Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(Set.<Integer>of())), Tuple.of(1, field));
    }

    private static Arbitrary<Set<Integer>> field(int from, int to) {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Set.<Integer>of())),
                Tuple.of(
                        1,
                        Arbitraries.integers()
                                .between(from, to)
                                .set()
                                .ofMinSize(1)
                                .ofMaxSize(to - from + 1)),
                Tuple.of(1, Arbitraries.of(2, 3, 5).map(step -> IntStream.rangeClosed(from, to)
                        .filter(value -> (value - from) % step == 0)
                        .boxed()
                        .collect(Collectors.toSet()))));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Etc/UTC",
                        "Europe/Vienna",
                        "America/New_York",
                        "America/Santiago",
                        "America/St_Johns",
                        "Africa/Cairo",
                        "Asia/Kathmandu",
                        "Asia/Tehran",
                        "Australia/Lord_Howe",
                        "Pacific/Apia",
                        "Africa/Casablanca")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2005-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2045-01-01T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }
}
