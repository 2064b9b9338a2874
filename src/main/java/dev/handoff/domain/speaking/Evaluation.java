package dev.handoff.domain.speaking;

import dev.handoff.domain.speaking.Judge.Judgement;
import java.util.List;
import java.util.Optional;

/**
 * The evaluation of one recording.
 *
 * @param score from 0 to 1: of a text the share of right words, of a prompt what the model says; empty for a prompt without one
 * @param said all of it; empty if nothing was understood
 * @param language as the resource says, otherwise the engine's default; empty if the engine finds out
 * @param comparison with the text; empty for a prompt
 * @param judgement of a language model; empty if none is set up
 * @param answer spoken, as files of the storage, in order; empty if no voice is set up
 */
record Evaluation(
        String resourceId,
        String sessionId,
        Optional<Double> score,
        String said,
        Optional<String> language,
        Optional<Comparison> comparison,
        Delivery delivery,
        Optional<Judgement> judgement,
        List<String> answer) {}
