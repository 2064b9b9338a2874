package dev.handoff.edge.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, bytes 0-0/10",
        "bytes=2-5, bytes 2-5/10",
        "bytes=7-, bytes 7-9/10",
        "bytes=7-99, bytes 7-9/10",
        "bytes=-3, bytes 7-9/10",
        "bytes=-99, bytes 0-9/10",
        "bytes=10-, bytes */10",
        "bytes=-0, bytes */10"
    })
    void tellsWhichPartItIs(String header, String contentRange) {
        assertThat(ByteRange.of(header, 10).orElseThrow().contentRange(10)).isEqualTo(contentRange);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=a-b", "bytes=1"})
    void whatIsNoSingleRangeIsTheWholeFile(String header) {
        assertThat(ByteRange.of(header, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=-5", "bytes=0-0"})
    void nothingCanBeHadOfAnEmptyFile(String header) {
        assertThat(ByteRange.of(header, 0).orElseThrow().contentRange(0)).isEqualTo("bytes */0");
    }
}
