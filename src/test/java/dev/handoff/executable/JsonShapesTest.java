package dev.handoff.executable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.handler.chunk.Chunk;
import dev.handoff.handler.chunk.ChunkInput;
import dev.handoff.handler.chunk.ChunkOptions;
import dev.handoff.handler.message.ProcessMessage;
import dev.handoff.handler.transcribe.TranscribeInput;
import dev.handoff.handler.transcribe.Transcript;
import dev.handoff.media.Interval;
import dev.handoff.media.Loudness;
import dev.handoff.template.Bed;
import dev.handoff.template.Segment;
import dev.handoff.template.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonShapesTest {

    private static final String OWN = "dev/handoff/executable/JsonShapes.class";

    @Test
    void inputsResultsAndStepsOfAllHandlersAreFound() {
        assertThat(JsonShapes.classesBeside(OWN, Path.of("target", "classes")))
                .contains(
                        ChunkInput.class.getName(),
                        ChunkOptions.class.getName(),
                        Chunk.class.getName(),
                        Interval.class.getName(),
                        Loudness.class.getName(),
                        ProcessMessage.Input.class.getName(),
                        ProcessMessage.Echo.class.getName(),
                        ProcessMessage.Ran.class.getName(),
                        TranscribeInput.class.getName(),
                        Transcript.class.getName(),
                        Transcript.Segment.class.getName(),
                        "dev.handoff.handler.transcribe.Cut",
                        "dev.handoff.handler.transcribe.Piece");
    }

    @Test
    void partsOfTemplatesAreFoundAndWhatTellsThemApart() {
        assertThat(JsonShapes.classesBeside(OWN, Path.of("target", "classes")))
                .contains(
                        Template.class.getName(),
                        Segment.class.getName(),
                        Segment.Clip.class.getName(),
                        Segment.Main.class.getName(),
                        Segment.Speech.class.getName(),
                        Segment.Silence.class.getName(),
                        Bed.class.getName());
        assertThat(JsonShapes.isShape(Segment.class)).isTrue();
        assertThat(JsonShapes.isShape(Segment.Clip.class)).isTrue();
        assertThat(JsonShapes.isShape(Segment.Sounding.class)).isFalse();
    }

    @Test
    void theEmulatorIsLeftOut() {
        assertThat(JsonShapes.classesBeside(OWN, Path.of("target", "classes")))
                .contains("dev.handoff.emulator.Faults")
                .noneMatch(name -> name.startsWith("dev.handoff.emulator.cloudtasks"));
    }

    @Test
    void theApplicationsJarIsLookedThrough(@TempDir Path folder) throws Exception {
        var jar = jar(folder.resolve("application.jar"), OWN, "shop/Order.class", "shop/prices.json");

        assertThat(JsonShapes.classesBeside(OWN, jar))
                .containsExactlyInAnyOrder("dev.handoff.executable.JsonShapes", "shop.Order");
    }

    @Test
    void jarsOfOthersAreLeftAlone(@TempDir Path folder) throws Exception {
        var jar = jar(folder.resolve("library.jar"), "library/Record.class");

        assertThat(JsonShapes.classesBeside(OWN, jar)).isEmpty();
    }

    private static Path jar(Path file, String... entries) throws Exception {
        try (var out = new JarOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries) {
                out.putNextEntry(new JarEntry(entry));
            }
        }
        return file;
    }
}
