package dev.handoff.domain.speaking;

import dev.handoff.domain.speaking.Judge.Judgement;
import dev.handoff.kit.provider.Chosen;
import dev.handoff.kit.provider.voice.VoiceEngine;
import dev.handoff.kit.provider.voice.VoiceEngines;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskRun;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Speaks to the speaker, if a voice is set up. Each piece is a step, because speech may cost money. */
@Singleton
class Answer {

    private final SpeakingConfig config;
    private final VoiceEngines engines;
    private final Storage storage;
    private final Chunks chunks;

    Answer(SpeakingConfig config, VoiceEngines engines, Storage storage, Chunks chunks) {
        this.config = config;
        this.engines = engines;
        this.storage = storage;
        this.chunks = chunks;
    }

    /** The result of a step. */
    private record Spoken(String filename) {}

    /** @return files of the storage, in order; none if there is no voice, or nothing to say */
    List<String> speak(
            Optional<Comparison> comparison,
            Optional<Judgement> judgement,
            Optional<String> language,
            String session,
            Workspace workspace,
            TaskRun run)
            throws Exception {
        var text = judgement.map(Judgement::feedback).or(() -> comparison.map(Answer::summary));
        if (!config.answer() || text.isEmpty() || !(engines.choose() instanceof Chosen.One<VoiceEngine>(var engine))) {
            return List.of();
        }
        // A language model answers in the speaker's language, the summary is in English.
        var spoken = judgement.isPresent() ? language : Optional.of("en");
        var files = new ArrayList<String>();
        for (var piece : engine.pieces(text.get())) {
            int number = files.size() + 1;
            var step = run.step("answer-" + number, Spoken.class, () -> {
                var file = workspace.folder().resolve("answer-" + number);
                engine.speak(piece, Optional.empty(), spoken, file);
                var name = chunks.file(session, "answer-" + run.taskId() + "-" + number + ".audio");
                storage.put(file, name);
                return new Spoken(name.toString());
            });
            files.add(step.filename());
        }
        return files;
    }

    private static String summary(Comparison comparison) {
        int all = comparison.right() + comparison.missing();
        return "You have said " + comparison.right() + " of " + all + " words.";
    }
}
