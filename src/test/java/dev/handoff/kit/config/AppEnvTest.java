package dev.handoff.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class AppEnvTest {

    @ParameterizedTest
    @CsvSource({"dev, dev", "test, test", "production, prod"})
    void nameDecidesTheProfile(String name, String profile) {
        assertThat(AppEnv.of(name).profile()).isEqualTo(profile);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void developmentIsTheDefault(String name) {
        assertThat(AppEnv.of(name)).isEqualTo(AppEnv.DEV);
    }

    @Test
    void unknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> AppEnv.of("staging"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("APP_ENV must be one of dev, test, production, was staging");
    }
}
