package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitFilesTest {

    @TempDir
    private Path folder;

    private Shell shell;
    private String name;
    private Path recording;

    @BeforeEach
    void open() throws IOException {
        recording = Files.writeString(folder.resolve("My Talk.wav"), "sound");
        name = Storage.nameOf(recording);
        shell = new Shell()
                .server("PUT /api/files/" + name, 201, "{\"filename\":\"" + name + "\"}")
                .server("POST /api/tasks", 202, "{\"task_id\":\"t1\"}");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void recordingIsSentAndNamed() {
        assertThat(shell.run("submit", "transcribe", recording.toString(), "--input", "{\"language\":\"en\"}"))
                .isZero();

        assertThat(name).matches("my-talk-[0-9a-f]{16}\\.wav");
        assertThat(shell.requests())
                .containsExactly(
                        "PUT /api/files/" + name + " sound",
                        "POST /api/tasks {\"type\":\"transcribe\",\"input\":{\"language\":\"en\",\"filename\":\"" + name
                                + "\"}}");
    }

    @Test
    void pathsInTheInputAreSentToo() throws IOException {
        var input = Files.writeString(folder.resolve("input.json"), "{\"filename\":\"./My Talk.wav\"}");

        for (var option : new String[] {"--input=@" + input, "--file=" + input}) {
            assertThat(shell.run("submit", "transcribe", option)).isZero();
        }

        assertThat(shell.requests())
                .filteredOn(it -> it.startsWith("POST"))
                .hasSize(2)
                .allMatch(it -> it.contains(name));
    }

    @Test
    void missingFileIsNotSubmitted() {
        assertThat(shell.run("submit", "transcribe", folder.resolve("none.wav").toString()))
                .isEqualTo(2);

        assertThat(shell.err()).contains("no file").hasLineCount(1);
        assertThat(shell.requests()).isEmpty();
    }
}
