package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.storage.TestStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path storage;

    @Test
    void pathsBecomeNamesInTheStorage() throws IOException {
        Files.writeString(folder.resolve("a.mp3"), "a");
        var input = new ObjectMapper().readTree("""
                {"main_content_filename": "./a.mp3", "text": "./a.mp3", "kept_filename": "b.mp3",
                 "template": {"segments": [{"filename": "%s/a.mp3"}]}}""".formatted(folder));

        new LocalFiles(TestStorage.in(storage)::store).store(input, folder);

        var name = input.path("main_content_filename").asText();
        assertThat(name).matches("a-[0-9a-f]{16}\\.mp3");
        assertThat(storage.resolve(name)).hasContent("a");
        assertThat(input.at("/template/segments/0/filename").asText()).isEqualTo(name);
        assertThat(input.path("text").asText()).isEqualTo("./a.mp3");
        assertThat(input.path("kept_filename").asText()).isEqualTo("b.mp3");
    }

    @Test
    void missingFileIsRefused() throws IOException {
        var input = new ObjectMapper().readTree("{\"filename\": \"./none.mp3\"}");

        assertThatThrownBy(() -> new LocalFiles(TestStorage.in(storage)::store).store(input, folder))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("none.mp3");
    }
}
