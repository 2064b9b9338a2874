package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {

    private static final String MARKED = "\uFEFF{\"text\":\"grüß dich\"}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void fileMayBeginWithAByteOrderMark(String charset) throws Exception {
        var file = Files.writeString(folder.resolve("bom.json"), MARKED, Charset.forName(charset));

        assertThat(Input.given("@" + file).path("text").textValue()).isEqualTo("grüß dich");
        assertThat(Input.read(file.toString()).path("text").textValue()).isEqualTo("grüß dich");
    }

    @Test
    void stdinAndAnArgumentMayToo() {
        var before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(MARKED.getBytes(StandardCharsets.UTF_8)));

            assertThat(Input.read("-").path("text").textValue()).isEqualTo("grüß dich");
        } finally {
            System.setIn(before);
        }
        assertThat(Input.given(MARKED).path("text").textValue()).isEqualTo("grüß dich");
    }

    @Test
    void whatIsNoJsonIsToldWithItsPlace() throws Exception {
        var file = Files.writeString(folder.resolve("bad.json"), "\uFEFF{\n  \"text\": oops}");

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Input.read(file.toString()))
                .withMessageContaining("bad.json is no JSON at line 2, column ");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Input.given("[1]"))
                .withMessageContaining("--input must be a JSON object");
    }

    @Test
    void textInAnotherEncodingIsRefused() throws Exception {
        var file =
                Files.write(folder.resolve("latin.json"), "{\"text\":\"grüß\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Input.read(file.toString()))
                .withMessageContaining("latin.json");
    }
}
