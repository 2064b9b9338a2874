package dev.handoff.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.domain.example.ProcessMessage;
import dev.handoff.domain.podcast.chunk.Chunk;
import dev.handoff.domain.podcast.chunk.ChunkInput;
import dev.handoff.domain.podcast.chunk.ChunkOptions;
import dev.handoff.domain.podcast.template.Bed;
import dev.handoff.domain.podcast.template.Segment;
import dev.handoff.domain.podcast.template.Template;
import dev.handoff.domain.transcribe.TranscribeInput;
import dev.handoff.domain.transcribe.Transcript;
import dev.handoff.kit.media.Interval;
import dev.handoff.kit.media.Loudness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonShapesTest {

    private static final String OWN = "dev/handoff/kit/config/JsonShapes.class";

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
                        "dev.handoff.kit.provider.speech.Cut",
                        "dev.handoff.kit.provider.speech.Piece");
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
                .contains("dev.handoff.tool.emulator.Faults")
                .noneMatch(name -> name.startsWith("dev.handoff.tool.emulator.cloudtasks"));
    }

    @Test
    void theApplicationsJarIsLookedThrough(@TempDir Path folder) throws Exception {
        var jar = jar(folder.resolve("application.jar"), OWN, "shop/Order.class", "shop/prices.json");

        assertThat(JsonShapes.classesBeside(OWN, jar))
                .containsExactlyInAnyOrder("dev.handoff.kit.config.JsonShapes", "shop.Order");
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
