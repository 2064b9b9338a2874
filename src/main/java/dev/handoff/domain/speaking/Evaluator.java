package dev.handoff.domain.speaking;

import dev.handoff.domain.speaking.Judge.Judgement;
import dev.handoff.kit.media.Joiner;
import dev.handoff.kit.provider.speech.Cutter;
import dev.handoff.kit.provider.speech.Recogniser;
import dev.handoff.kit.provider.speech.SpeechEngines;
import dev.handoff.kit.provider.speech.Utterance;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskRun;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Hears a recording and says how good it was. What costs money is done in steps. */
@Singleton
class Evaluator {

    private final Joiner joiner;
    private final SpeechEngines engines;
    private final Recogniser recogniser;
    private final Judge judge;
    private final Answer answer;

    Evaluator(Joiner joiner, SpeechEngines engines, Recogniser recogniser, Judge judge, Answer answer) {
        this.joiner = joiner;
        this.engines = engines;
        this.recogniser = recogniser;
        this.judge = judge;
        this.answer = answer;
    }

    /** @throws dev.handoff.task.Invalid with the remedy, if no speech engine is ready */
    void check() {
        engines.check(Optional.empty());
    }

    Evaluation evaluate(Resource resource, List<Path> chunks, String session, Workspace workspace, TaskRun run)
            throws Exception {
        var language = Optional.ofNullable(resource.language());
        // Before anything is decoded, which may take long.
        engines.engine(language);
        var sound = joiner.join(chunks, workspace);
        var heard = recogniser.recognise(sound, "the recording", language, run);
        var said = heard.spoken().stream().map(Utterance::text).collect(Collectors.joining(" "));
        var comparison = resource.kind() == ResourceKind.TEXT
                ? Optional.of(Comparison.of(resource.content(), heard.spoken()))
                : Optional.<Comparison>empty();
        var judgement = judge.isOn() ? Optional.of(judge.judge(resource, said, run)) : Optional.<Judgement>empty();
        return new Evaluation(
                resource.resourceId(),
                session,
                comparison.map(Comparison::accuracy).or(() -> judgement.map(Judgement::score)),
                said,
                heard.language(),
                comparison,
                Delivery.of(Words.of(said).size(), Cutter.stretches(sound)),
                judgement,
                answer.speak(comparison, judgement, language, session, workspace, run));
    }
}
