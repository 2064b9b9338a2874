package dev.handoff.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTextTest {

    @ParameterizedTest
    @CsvSource({
        "no object gs://b/a\u202Evaw.exe, no object gs://b/a\\u{202e}vaw.exe",
        "\u202A+49 170\u202C.m4a,          \\u{202a}+49 170\\u{202c}.m4a",
        "\u2066a\u2069,                    \\u{2066}a\\u{2069}",
        "می\u200Cخواهم \u200Ea,             می\u200Cخواهم \u200Ea",
        "a\0b $1 \\,                        a\uFFFDb $1 \\"
    })
    void namesTurnNoText(String error, String stored) {
        assertThat(ErrorText.storable(error)).isEqualTo(stored);
    }
}
