package dev.handoff.tool.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    @Test
    void allCombine() {
        var values = Map.of(
                "duplicate", "0.25",
                "duplicateDelay", "5s",
                "delay", "2m",
                "reorder", "",
                "dropAnswer", "1",
                "token", "wrong-audience",
                "failCreate", "UNAVAILABLE:2",
                "seed", "7");

        var faults = Faults.of(values);

        assertThat(faults.duplicate()).isEqualTo(0.25);
        assertThat(faults.duplicateDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(faults.delay()).isEqualTo(Duration.ofMinutes(2));
        assertThat(faults.reorder()).isTrue();
        assertThat(faults.dropAnswer()).isEqualTo(1);
        assertThat(faults.token()).isEqualTo(TokenFault.WRONG_AUDIENCE);
        assertThat(faults.failCreate()).hasToString("Optional[UNAVAILABLE:2]");
        assertThat(faults.seed()).hasValue(7);
    }

    @Test
    void whatIsToldCanBeReadAgain() {
        var faults = Faults.NONE
                .with("duplicate", "0.5")
                .with("delay", "200ms")
                .with("token", "expired")
                .with("failCreate", "NOT_FOUND");

        assertThat(Faults.of(faults.values())).isEqualTo(faults);
    }

    @Test
    void noneSaysNothing() {
        assertThat(Faults.NONE.values()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "duplicate      | 1.5     | fault duplicate must be a probability from 0 to 1, was 1.5",
                "dropAnswer     | often   | fault dropAnswer must be a probability from 0 to 1, was often",
                "delay          | 5       | fault delay must be a duration such as 500ms, 5s, 2m or 1h, was 5",
                "reorder        | perhaps | fault reorder must be true or false, was perhaps",
                "token          | torn    | one of none, forged, expired, wrong-audience, wrong-email, was torn",
                "failCreate     | BUSY    | fault failCreate must be a gRPC code such as UNAVAILABLE",
                "seed           | x       | fault seed must be a whole number, was x",
                "flood          | 1       | unknown fault flood; known are duplicate, duplicateDelay"
            })
    void badValuesAreRefusedWithWhatIsAllowed(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Faults.NONE.with(name, value))
                .withMessageContaining(message);
    }
}
