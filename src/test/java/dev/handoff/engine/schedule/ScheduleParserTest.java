package dev.handoff.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.domain.example.ProcessMessage;
import dev.handoff.engine.TaskTypes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleParserTest {

    private static final String WHOLE = """
        {"type": "process-message", "cron": "0 3 * * *", "zone": "Europe/Vienna", "input": {"text": "hi"},
         "deadline_seconds": 3600}\
        """;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyMemberIsRead() {
        var schedule = read("{\"nightly\": " + WHOLE + "}").getFirst();

        assertThat(schedule.name()).isEqualTo("nightly");
        assertThat(schedule.type()).isEqualTo("process-message");
        assertThat(schedule.cron().expression()).isEqualTo("0 3 * * *");
        assertThat(schedule.cron().zone().getId()).isEqualTo("Europe/Vienna");
        assertThat(schedule.input()).hasToString("{\"text\":\"hi\"}");
        assertThat(schedule.deadline()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void defaultsAreUtcAndADay() {
        var schedule = read("""
            {"a": {"type": "process-message", "cron": "* * * * *", "input": {"text": "hi"}}}\
            """).getFirst();

        assertThat(schedule.cron().zone().getId()).isEqualTo("Etc/UTC");
        assertThat(schedule.deadline()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void noMemberIsNoSchedule() {
        assertThat(read("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"type\": \"process-message\" | \"type\": \"nap\" | unknown task type nap; served here are"
                        + " process-message",
                "\"type\": \"process-message\" | \"type\": 3 | type must be a text, was 3",
                "\"type\": \"process-message\", | `` | type must be a text, is missing",
                "0 3 * * * | 0 0 30 2 * | cron 0 0 30 2 * never ticks, since there is no such day",
                "0 3 * * * | 0 0 3 * * * | cron must be five fields, such as 0 3 * * * for three o'clock every night,"
                        + " was 0 0 3 * * *: Cron expression contains 6 parts but we expect one of [5]",
                "Europe/Vienna | Wien | zone must be a name of the tz database, such as Etc/UTC or Europe/Vienna, was"
                        + " Wien",
                "\"zone\" | \"timezone\" | unknown member timezone; there are cron, deadline_seconds, input, type,"
                        + " zone",
                "3600 | 59 | deadline_seconds must be a whole number from 60 to 604800, was 59",
                "3600 | 604801 | deadline_seconds must be a whole number from 60 to 604800, was 604801",
                "3600 | 90.5 | deadline_seconds must be a whole number from 60 to 604800, was 90.5",
                "3600 | 1e300 | deadline_seconds must be a whole number from 60 to 604800, was 1.0E300",
                "3600 | \"1h\" | deadline_seconds must be a whole number from 60 to 604800, was \"1h\"",
                "{\"text\": \"hi\"} | 7 | the input of process-message is not valid: ",
                "{\"text\": \"hi\"} | {\"text\": 7} | the input of process-message is not valid: /text "
            })
    void whatIsWrongIsNamedWithItsValue(String right, String wrong, String message) {
        assertThatThrownBy(() -> read("{\"nightly\": " + WHOLE.replace(right, wrong) + "}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("nightly: " + message);
    }

    @Test
    void everyFaultIsTold() {
        assertThatThrownBy(() -> read("{\"a\": {}, \"Nightly Run\": " + WHOLE + ", \"c\": 7}"))
                .hasMessage("a: type must be a text, is missing; Nightly Run: a schedule's name must have 1 to 60"
                        + " lower-case letters, digits or hyphens, and begin with a letter; c: must be an"
                        + " object with type and cron, was 7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | must be a JSON object such as {\"nightly\": {…}}, was []",
                "nightly | must be JSON: Unrecognized token 'nightly'",
                "{} {} | must be JSON: ",
                "{\"a\": {}, \"a\": {}} | must be JSON: Duplicate field 'a'"
            })
    void whatIsNoObjectIsRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private static List<Schedule> read(String text) {
        var types = new TaskTypes(List.of(new ProcessMessage()), Optional.empty(), JSON);
        return new ScheduleParser(types, JSON).read(text);
    }
}
