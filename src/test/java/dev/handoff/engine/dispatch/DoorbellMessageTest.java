package dev.handoff.engine.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.engine.dispatch.DoorbellMessage.Undecodable;
import dev.handoff.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DoorbellMessageTest {

    private static final Set<String> TYPES = Set.of("t");

    @Test
    void comesOutAsItWentIn() throws Undecodable {
        var bell =
                new Doorbell(new TaskId(UUID.randomUUID()), "t", 3, -7, Instant.parse("2026-01-02T03:04:05.678901Z"));

        var decoded = DoorbellMessage.decode(DoorbellMessage.body(bell), DoorbellMessage.headers(bell), TYPES);

        assertThat(decoded).isEqualTo(bell);
        assertThat(DoorbellMessage.id(bell)).isEqualTo(bell.task() + "-3");
    }

    @Test
    void traceOfWhoRingsTravelsInAHeader() throws Undecodable {
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var bell = new Doorbell(new TaskId(UUID.randomUUID()), "t", 1, 0, Instant.EPOCH).rungIn(Optional.of(trace));

        var headers = DoorbellMessage.headers(bell);

        assertThat(headers).isEqualTo(Map.of("traceparent", trace));
        assertThat(DoorbellMessage.decode(DoorbellMessage.body(bell), headers, TYPES))
                .isEqualTo(bell);
    }

    static Stream<Arguments> nonsense() {
        var good = "{\"version\":1,\"task_id\":\"01a20314-0000-7000-8000-000000000000\",\"type\":\"t\",\"due\":\"%s\"}";
        return Stream.of(
                Arguments.of("", "1 to 4096 bytes, was 0"),
                Arguments.of(" ".repeat(5000), "was 5000"),
                Arguments.of("{", "not JSON"),
                Arguments.of("[]", "JSON object"),
                Arguments.of("null", "JSON object"),
                Arguments.of("{\"version\":2}", "version must be 1, was 2"),
                Arguments.of("{\"type\":\"t\"}", "version must be 1, was missing"),
                Arguments.of("{\"version\":1}", "type must be a text, was missing"),
                Arguments.of("{\"version\":1,\"type\":\"other\"}", "no task type other"),
                Arguments.of("{\"version\":1,\"type\":\"t\",\"task_id\":5}", "task_id must be a text, was 5"),
                Arguments.of("{\"version\":1,\"type\":\"t\",\"task_id\":\"5\",\"due\":\"\"}", "5"),
                Arguments.of(good.formatted("yesterday"), "yesterday"),
                Arguments.of("[".repeat(3000), "not JSON"));
    }

    @ParameterizedTest
    @MethodSource
    void nonsense(String body, String reason) {
        assertThatThrownBy(() -> decode(body.getBytes(UTF_8)))
                .isInstanceOf(Undecodable.class)
                .hasMessageStartingWith("invalid_payload: ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "1, other, 10, true",
        "2, t, 10, true",
        "2, other, 10, true",
        "1, other, 40, false",
        "2, t, 40, false",
        "0, t, 10, false",
        "-1, other, 10, false"
    })
    void whatANewerReleaseMayAnswerIsLeftToItForAWhile(int version, String type, int age, boolean left) {
        var now = Instant.parse("2026-01-02T03:04:05Z");
        var body = "{\"version\":%d,\"type\":\"%s\",\"due\":\"%s\"}".formatted(version, type, now.minusSeconds(age));

        assertThatThrownBy(() -> decode(body.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Undecodable.class, unknown -> assertThat(unknown.isForOthers(now, Duration.ofSeconds(30)))
                                .isEqualTo(left));
    }

    @Test
    void fieldsOfANewerReleaseAreLeftAlone() throws Undecodable {
        var body = "{\"version\":1,\"task_id\":\"01a20314-0000-7000-8000-000000000000\",\"type\":\"t\","
                + "\"due\":\"2026-01-02T03:04:05Z\",\"lane\":{\"fast\":true}}";

        assertThat(decode(body.getBytes(UTF_8)).type()).isEqualTo("t");
    }

    @Property(tries = 500)
    void arbitraryBytesAreRefusedInOneWay(@ForAll byte[] body) {
        assertThatThrownBy(() -> decode(body)).isInstanceOf(Undecodable.class);
    }

    private static Doorbell decode(byte[] body) throws Undecodable {
        return DoorbellMessage.decode(body, Map.of("x-death", "99"), TYPES);
    }
}
