package dev.handoff.domain.language;

import dev.handoff.kit.provider.model.Interview.Tokens;
import java.util.List;

/**
 * A proposed note for a message. People decide whether it is shown.
 *
 * @param note one line of at most {@link AiNote#MAX_CHARACTERS} code points
 * @param sources those of the given links that support it
 * @param model that wrote it
 * @param tokens used for it
 */
public record Note(String note, List<String> sources, String model, Tokens tokens) {}
