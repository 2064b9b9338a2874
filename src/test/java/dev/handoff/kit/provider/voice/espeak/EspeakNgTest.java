package dev.handoff.kit.provider.voice.espeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.Gate;
import dev.handoff.Settings;
import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EspeakNgTest {

    private static final Optional<String> UNSAID = Optional.empty();

    @TempDir
    Path folder;

    private EspeakNg engine;

    @BeforeEach
    void find() {
        var installed = engine(Map.of());
        engine = Gate.require(
                Optional.of(installed).filter(it -> it.missing().isEmpty()),
                "no espeak-ng is installed; " + installed.missing().orElse(""));
    }

    @Test
    void speaks() throws Exception {
        assertThat(seconds("Good morning.")).isBetween(0.5, 3.0);
        assertThat(seconds("Good morning. ".repeat(10))).isGreaterThan(5);
    }

    @Test
    void leavesNothingBesideTheSound() throws Exception {
        seconds("Good morning.");

        try (var files = Files.list(folder)) {
            // What the program had to complain about stays there with the rest of the workspace.
            assertThat(files.filter(file -> !file.getFileName().toString().startsWith("complaints-")))
                    .containsExactly(folder.resolve("sound"));
        }
    }

    @Test
    void readsATextThatLooksLikeAnOption() throws Exception {
        assertThat(seconds("--version")).isGreaterThan(0.5);
    }

    @Test
    void obeysNoCommandInTheText() throws Exception {
        // Which would be to speak as fast as it can.
        assertThat(seconds("\u0001450S Good morning, good morning.")).isGreaterThan(1.5);
    }

    @Test
    void takesNoBracketsForPhonemes() throws Exception {
        // Which would be three pauses.
        assertThat(seconds("[[_:_:_:]]")).isGreaterThan(1);
    }

    @Test
    void speaksTheLanguageThatIsAskedFor() throws Exception {
        engine.speak("Guten Morgen.", UNSAID, Optional.of("de-DE"), folder.resolve("german"));
        engine.speak("Guten Morgen.", UNSAID, UNSAID, folder.resolve("english"));

        assertThat(folder.resolve("german")).isNotEmptyFile();
        assertThat(Files.mismatch(folder.resolve("german"), folder.resolve("english")))
                .isNotNegative();
    }

    @Test
    void saysWhichVoiceThereIsNot() {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> engine.speak("Hello.", Optional.of("nobody"), UNSAID, folder.resolve("sound")))
                .withMessageContaining("espeak-ng failed with voice nobody")
                .withMessageContaining("does not exist")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    @Test
    void opensNoFileInPlaceOfAVoice() {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(
                        () -> engine.speak("Hello.", Optional.of("../../etc/passwd"), UNSAID, folder.resolve("sound")))
                .withMessage("espeak-ng has no voice ../../etc/passwd; espeak-ng --voices lists them");
    }

    @Test
    void mayNotTakeForEver() {
        var hurried = engine(Map.of("handoff.voice.timeout", "1ms"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> hurried.speak("Good morning. ".repeat(280), UNSAID, UNSAID, folder.resolve("sound")))
                .withMessageContaining("espeak-ng took longer than");
    }

    @Test
    void speaksALongPieceWithinItsQuota() throws Exception {
        var piece = engine.pieces("1".repeat(10_000)).getFirst();

        assertThat(seconds(piece)).isGreaterThan(60);
    }

    @Test
    void tellsHowToInstallItWhereItIsNot() {
        var nowhere = new EspeakNg(
                Settings.of(EspeakNgConfig.class),
                Settings.of(VoiceConfig.class),
                List.of(folder, Path.of("/proc/none")));

        assertThat(nowhere.missing())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("apt-get install espeak-ng"));
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> nowhere.speak("Hello.", UNSAID, UNSAID, folder.resolve("sound")))
                .withMessage("espeak-ng is not installed any more");
    }

    private double seconds(String text) throws Exception {
        var target = folder.resolve("sound");
        engine.speak(text, UNSAID, UNSAID, target);
        try (var sound = AudioSystem.getAudioInputStream(target.toFile())) {
            return sound.getFrameLength() / sound.getFormat().getFrameRate();
        }
    }

    private static EspeakNg engine(Map<String, String> settings) {
        return new EspeakNg(Settings.of(EspeakNgConfig.class, settings), Settings.of(VoiceConfig.class, settings));
    }
}
