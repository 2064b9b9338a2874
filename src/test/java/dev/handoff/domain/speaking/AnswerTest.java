package dev.handoff.domain.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import dev.handoff.domain.speaking.Judge.Judgement;
import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.kit.provider.voice.VoiceEngine;
import dev.handoff.kit.provider.voice.VoiceEngines;
import dev.handoff.kit.storage.CloudStorage;
import dev.handoff.kit.storage.GoogleLogin;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.StorageConfig;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTest {

    private static final Comparison COMPARISON = new Comparison(20, 2, 0, 0.95, List.of(), false);

    @TempDir
    Path folder;

    private final List<String> spoken = new ArrayList<>();
    private final Map<String, String> settings = new HashMap<>();
    private Optional<String> missing = Optional.empty();

    /** Writes down what it is to say. */
    private final class Scribe implements VoiceEngine {

        @Override
        public String name() {
            return "espeak-ng";
        }

        @Override
        public Optional<String> missing() {
            return missing;
        }

        @Override
        public List<String> pieces(String text) {
            return List.of(text.split(" / "));
        }

        @Override
        public void speak(String piece, Optional<String> voice, Optional<String> language, Path target)
                throws IOException {
            spoken.add(piece + " in " + language.orElse("its own"));
            Files.writeString(target, piece);
        }
    }

    @Test
    void feedbackIsSpokenIntoTheSessionsFolderOnceOverAllAttempts() throws Exception {
        var judgement = Optional.of(new Judgement(1, "Gut. / Weiter so.", "m"));
        var run = new TestRun();

        var files = speak(judgement, run);

        assertThat(speak(judgement, run.next())).isEqualTo(files);
        assertThat(spoken).containsExactly("Gut. in de", "Weiter so. in de");
        assertThat(files).hasSize(2).allMatch(it -> it.contains("sessions/monday/answer-"));
        assertThat(folder.resolve(files.getLast())).hasContent("Weiter so.");
    }

    @Test
    void withoutAModelTheNumberOfRightWordsIsSpoken() throws Exception {
        speak(Optional.empty(), new TestRun());

        assertThat(spoken).containsExactly("You have said 20 of 22 words. in en");
    }

    @Test
    void nothingIsSpokenWithoutAVoiceOrWhereNoneIsWanted() throws Exception {
        missing = Optional.of("install espeak-ng");
        assertThat(speak(Optional.empty(), new TestRun())).isEmpty();

        missing = Optional.empty();
        settings.put("handoff.speaking.answer", "false");
        assertThat(speak(Optional.empty(), new TestRun())).isEmpty();
    }

    private List<String> speak(Optional<Judgement> judgement, TestRun run) throws Exception {
        settings.put("handoff.storage.folder", folder.toString());
        settings.put("handoff.voice.engine", "espeak-ng");
        var storage = new Storage(
                Settings.of(StorageConfig.class, settings), new CloudStorage(new GoogleLogin(), Optional.empty()));
        var engines = new VoiceEngines(Settings.of(VoiceConfig.class, settings), List.of(new Scribe()));
        var answer =
                new Answer(Settings.of(SpeakingConfig.class, settings), engines, storage, new Chunks(storage, null));
        try (var workspace = Workspace.open()) {
            return answer.speak(Optional.of(COMPARISON), judgement, Optional.of("de"), "monday", workspace, run);
        }
    }
}
