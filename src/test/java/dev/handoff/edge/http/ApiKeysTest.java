package dev.handoff.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeysTest {

    // printf %s viewer-key-0123456789 | sha256sum
    private static final String DIGEST = "e74f8d8a57e29621f2d4783a1544b93dc527f7c41a953aa83b46aefd5562685b";

    @Test
    void keysAreFoundByTheirTextAndByTheirName(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("key"), "operator-key-0123456789\n");

        var keys = keys("vera:viewer:sha256:" + DIGEST + ", otto:Operator:file:" + file);

        assertThat(keys.faults()).isEmpty();
        assertThat(keys.isOpen()).isFalse();
        assertThat(keys.find("viewer-key-0123456789")).contains(new ApiKeys.Key("vera", Role.VIEWER));
        assertThat(keys.find("operator-key-0123456789")).contains(new ApiKeys.Key("otto", Role.OPERATOR));
        assertThat(keys.named("otto")).contains(new ApiKeys.Key("otto", Role.OPERATOR));
        assertThat(keys.find(DIGEST)).isEmpty();
        assertThat(keys.find("")).isEmpty();
        assertThat(keys.named("nobody")).isEmpty();
    }

    @Test
    void markOfAnEditorIsNoPartOfTheKey(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("key"), "\uFEFFoperator-key-0123456789\r\n");

        assertThat(keys("otto:operator:file:" + file).find("operator-key-0123456789"))
                .isPresent();
    }

    @Test
    void withoutKeysEverythingIsOpen() {
        assertThat(new ApiKeys(Settings.of(ApiConfig.class)).isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "vera:viewer, another form",
        "vera:viewer:plain:0123456789abcdef, another form",
        "vera:boss:sha256:e74f8d8a57e29621f2d4783a1544b93dc527f7c41a953aa83b46aefd5562685b, another role",
        "vera:viewer:sha256:0123, no SHA-256",
        "vera:viewer:file:/nothing/there, can't be read",
        "ve ra:viewer:sha256:e74f8d8a57e29621f2d4783a1544b93dc527f7c41a953aa83b46aefd5562685b, each name is there once",
    })
    void faultyEntriesOpenNothingAndSaySo(String entry, String fault) {
        var keys = keys(entry);

        assertThat(keys.faults()).singleElement().asString().contains(fault);
        assertThat(keys.isOpen()).isFalse();
    }

    @Test
    void shortKeysInFilesAreRefused(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("key"), "short");

        assertThat(keys("vera:viewer:file:" + file).faults())
                .singleElement()
                .asString()
                .contains("5 characters");
    }

    private static ApiKeys keys(String entries) {
        return new ApiKeys(Settings.of(ApiConfig.class, Map.of("handoff.api.keys", entries)));
    }
}
