package dev.handoff.kit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditAgeTest {

    @Test
    void entriesAreKeptForEverUnlessSomebodySaysOtherwise() {
        assertThat(Settings.of(AuditConfig.class, Map.of()).kept().age()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "30d, 30", "365d, 365", "720h, 30"})
    void anyAgeFromThirtyDaysOn(String text, int days) {
        assertThat(AuditAge.parse(text).age()).isEqualTo(Duration.ofDays(days));
    }

    @ParameterizedTest
    @ValueSource(strings = {"29d", "1h", "1s", "-40d"})
    void shorterOnesAreRefused(String text) {
        assertThatThrownBy(() -> AuditAge.parse(text))
                .hasMessageContaining("at least 30d")
                .hasMessageEndingWith(text);
    }
}
