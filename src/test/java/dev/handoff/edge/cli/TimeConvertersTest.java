package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeConvertersTest {

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "10m, PT10M", "1h30m, PT1H30M", "2d, P2D", "PT5M, PT5M"})
    void delayIsReadAsPeopleTypeIt(String text, Duration expected) {
        assertThat(new TimeConverters.Delay().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "soon", "m"})
    void otherDelaysAreRefused(String text) {
        assertThatThrownBy(() -> new TimeConverters.Delay().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("must look like");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T09:00Z", "2026-11-22T10:00:00+01:00"})
    void timeWithOffsetIsExact(String text) {
        assertThat(new TimeConverters.At().convert(text)).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
    }

    @Test
    void timeWithoutOffsetIsThisMachines() {
        var expected = LocalDateTime.parse("2026-11-22T10:00")
                .atZone(ZoneId.systemDefault())
                .toInstant();

        assertThat(new TimeConverters.At().convert("2026-11-22T10:00")).isEqualTo(expected);
    }
}
