package dev.handoff.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {

    // Clocks in Vienna went from 02:00 to 03:00 on 2026-03-29, and from 03:00 back to 02:00 on 2026-10-25.
    private static final String VIENNA = "Europe/Vienna";

    @Test
    void ticksFollowTheZonesClock() {
        assertThat(ticks("0 3 * * *", VIENNA, "2026-03-27T12:00:00Z", 3))
                .containsExactly("2026-03-28T02:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z");
    }

    @Test
    void timeThatIsSkippedTicksWhenTheClockIsPutForward() {
        assertThat(ticks("30 2 * * *", VIENNA, "2026-03-28T12:00:00Z", 2))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void timesThatAreSkippedTogetherTickOnce() {
        assertThat(ticks("*/20 2,3 * * *", VIENNA, "2026-03-28T12:00:00Z", 3))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z", "2026-03-29T01:40:00Z");
    }

    @Test
    void timeThatHappensTwiceTicksAtItsFirst() {
        assertThat(ticks("30 2 * * *", VIENNA, "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(ticks("30 2 * * *", VIENNA, "2026-10-25T01:10:00Z", 1)).containsExactly("2026-10-26T01:30:00Z");
    }

    @Test
    void everyHourGoesOnWhenClocksArePut() {
        assertThat(ticks("30 * * * *", VIENNA, "2026-03-29T00:00:00Z", 2))
                .containsExactly("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z");
        assertThat(ticks("30 * * * *", VIENNA, "2026-10-25T00:00:00Z", 3))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z");
    }

    @Test
    void momentOfTheChangeIsATickByTheNewClock() {
        assertThat(ticks("0 * * * *", VIENNA, "2026-03-29T00:00:00Z", 2))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
        assertThat(ticks("30 * * * *", "Australia/Lord_Howe", "2026-10-03T15:00:00Z", 1))
                .containsExactly("2026-10-03T15:30:00Z");
    }

    @Test
    void dayThatIsSkippedTicksAtItsEnd() {
        assertThat(ticks("0 12 * * *", "Pacific/Apia", "2011-12-29T23:00:00Z", 2))
                .containsExactly("2011-12-30T10:00:00Z", "2011-12-30T22:00:00Z");
    }

    @Test
    void dayOfMonthAndDayOfWeekAreEitherOr() {
        assertThat(ticks("0 0 13 * fri", "Etc/UTC", "2026-11-10T00:00:00Z", 4))
                .containsExactly(
                        "2026-11-13T00:00:00Z", "2026-11-20T00:00:00Z", "2026-11-27T00:00:00Z", "2026-12-04T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 4 */2 * mon    | 2026-12-07T04:00:00Z 2026-12-21T04:00:00Z 2027-01-11T04:00:00Z",
                "0 4 */2 * 1-5/4  | 2026-11-27T04:00:00Z 2026-12-07T04:00:00Z 2026-12-11T04:00:00Z",
                "0 4 13 * */5     | 2026-12-13T04:00:00Z 2027-06-13T04:00:00Z 2027-08-13T04:00:00Z",
                "0 4 1-7 * */1    | 2026-12-01T04:00:00Z 2026-12-02T04:00:00Z 2026-12-03T04:00:00Z",
                "0 4 * * mon      | 2026-11-30T04:00:00Z 2026-12-07T04:00:00Z 2026-12-14T04:00:00Z",
                "0 4 1 * *        | 2026-12-01T04:00:00Z 2027-01-01T04:00:00Z 2027-02-01T04:00:00Z",
                "59 */12 */10 * sun | 2027-01-31T00:59:00Z 2027-01-31T12:59:00Z 2027-02-21T00:59:00Z",
                "0 4 1-31/2 * mon | 2026-11-27T04:00:00Z 2026-11-29T04:00:00Z 2026-11-30T04:00:00Z",
                "0 0 29 2 */7     | 2032-02-29T00:00:00Z 2060-02-29T00:00:00Z 2088-02-29T00:00:00Z"
            })
    void bothFieldsForDaysCountIfOneBeginsWithAStar(String cron, String ticks) {
        assertThat(ticks(cron, "Etc/UTC", "2026-11-26T12:00:00Z", 3)).containsExactly(ticks.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "*/15 0-23 * * *, 2026-10-25T00:40:00Z, 2026-10-25T00:45:00Z 2026-10-25T01:00:00Z",
        "*/5 */2 * * *, 2026-10-25T00:50:00Z, 2026-10-25T00:55:00Z 2026-10-25T01:00:00Z",
        "30 */2 * * *, 2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z",
        "30 0-23/1 * * *, 2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z 2026-10-25T02:30:00Z",
        "* 2 * * *, 2026-10-25T00:59:00Z, 2026-10-25T01:00:00Z 2026-10-25T01:01:00Z",
        "30 */2 * * *, 2026-03-28T23:00:00Z, 2026-03-28T23:30:00Z 2026-03-29T02:30:00Z",
        "*/30 2 * * *, 2026-03-28T12:00:00Z, 2026-03-30T00:00:00Z 2026-03-30T00:30:00Z"
    })
    void minuteOrHourThatBeginsWithAStarKeepsItsRhythm(String cron, String after, String ticks) {
        assertThat(ticks(cron, VIENNA, after, 2)).containsExactly(ticks.split(" "));
    }

    @Test
    void leapDayIsFoundOverEightYears() {
        assertThat(ticks("0 0 29 2 *", "Etc/UTC", "2096-03-01T00:00:00Z", 1)).containsExactly("2104-02-29T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@daily",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "0 0 0 * *",
                "0 0 * 13 *",
                "0 0 * * 8",
                "*/0 * * * *",
                "5-1 * * * *",
                "0 0 L * *",
                "* * * * mo"
            })
    void whatIsNoCronIsRefusedByItsValue(String cron) {
        assertThatThrownBy(() -> CronExpression.of(cron, "Etc/UTC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "cron must be five fields, such as 0 3 * * * for three o'clock every night, was " + cron
                                + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6,9,11 *"})
    void dayThatNeverComesIsRefused(String cron) {
        assertThatThrownBy(() -> CronExpression.of(cron, "Etc/UTC"))
                .hasMessage("cron " + cron + " never ticks, since there is no such day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Europe/Wien", "+01:00", "CEST", "europe/vienna"})
    void whatIsNoZoneIsRefusedByItsValue(String zone) {
        assertThatThrownBy(() -> CronExpression.of("0 3 * * *", zone))
                .hasMessage("zone must be a name of the tz database, such as Etc/UTC or Europe/Vienna, was " + zone);
    }

    @ParameterizedTest
    @CsvSource({"0  3 * JAN SUN,0 3 * 1 0", "*/1 * * * 7,* * * * 0", "0 1-9/2 * * MON-FRI,0 1-9/2 * * 1-5"})
    void expressionIsKeptInOneForm(String cron, String form) {
        assertThat(CronExpression.of(cron, "Etc/UTC").expression()).isEqualTo(form);
    }

    private static List<String> ticks(String cron, String zone, String after, int count) {
        var expression = CronExpression.of(cron, zone);
        return Stream.iterate(expression.next(Instant.parse(after)), expression::next)
                .limit(count)
                .map(Instant::toString)
                .toList();
    }
}
