package dev.handoff.kit.provider.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTest {

    @Test
    void pricesAreForAMillionTokens() {
        assertThat(Price.parse("m=0.40/1.60").of(1_000_000, 500_000)).isEqualByComparingTo("1.20");
        assertThat(Price.parse("m=0.40/1.60").of(1, 1)).isEqualByComparingTo("0.000002");
        assertThat(Price.parse("m=0/0").of(7, 7)).isZero();
    }

    @Test
    void pricesAreConfiguredByTheModelsName() {
        var config = Settings.of(
                ModelConfig.class,
                Map.of("handoff.model.prices", "gpt-4.1-mini=0.40/1.60, google/gemini-2.5-flash=0.30/2.50"));

        assertThat(config.prices())
                .contains(List.of(
                        Price.parse("gpt-4.1-mini=0.40/1.60"), Price.parse("google/gemini-2.5-flash=0.30/2.50")));
        assertThat(Settings.of(ModelConfig.class).prices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1/2",
                "m=1",
                "m=-1/2",
                "m=1/NaN",
                "m=1e9/2",
                "m=$1/$2",
                "m=1/2/3",
                "m=1234567890/1",
                "a b=1/2"
            })
    void whatIsNoPriceIsRefused(String text) {
        assertThatThrownBy(() -> Price.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as gpt-4.1-mini=0.40/1.60, was " + text);
    }
}
