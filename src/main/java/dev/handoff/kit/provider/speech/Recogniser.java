package dev.handoff.kit.provider.speech;

import dev.handoff.kit.media.Pcm;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskRun;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down a recording of any length, piece by piece. Each piece is a step, because recognising may cost money. */
@Singleton
public final class Recogniser {

    private final SpeechEngines engines;

    public Recogniser(SpeechEngines engines) {
        this.engines = engines;
    }

    /**
     * What was heard.
     *
     * @param language as it was asked for, otherwise the engine's default; empty if the engine finds out
     * @param utterances one for each piece, in order; that of a piece in which nothing is said is empty
     */
    public record Heard(Optional<String> language, List<Utterance> utterances) {

        /** Those in which something is said. */
        public List<Utterance> spoken() {
            return utterances.stream().filter(it -> !it.text().isBlank()).toList();
        }
    }

    /**
     * Recognises within steps named {@code cut} and {@code piece-0001}, {@code piece-0002} and so on, and tells how far it is.
     *
     * @param name of the recording, for messages
     * @param language a BCP 47 tag; empty for the engine's default
     * @throws TaskFailure permanent, if no engine is ready, or the recording is another one than in an earlier attempt
     */
    public Heard recognise(Pcm sound, String name, Optional<String> language, TaskRun run) throws Exception {
        var engine = engines.engine(language);
        var spoken = language.or(engine::defaultLanguage);
        var cut = run.step("cut", Cut.class, () -> Cutter.cut(sound));
        if (cut.length() != sound.length()) {
            throw TaskFailure.permanent(name + " has " + sound.length() + " samples and had " + cut.length()
                    + " in an earlier attempt: it was changed; submit it again");
        }
        var utterances = new ArrayList<Utterance>();
        for (var piece : cut.pieces()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("transcription was interrupted");
            }
            run.progress(utterances.size(), cut.pieces().size());
            var step = "piece-%04d".formatted(utterances.size() + 1);
            var text =
                    run.step(step, String.class, () -> engine.recognise(sound.read(piece.from(), piece.to()), spoken));
            utterances.add(new Utterance(piece, text));
        }
        run.progress(utterances.size(), utterances.size());
        return new Heard(spoken, utterances);
    }
}
