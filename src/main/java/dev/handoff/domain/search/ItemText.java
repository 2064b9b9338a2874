package dev.handoff.domain.search;

import dev.handoff.task.TaskId;
import java.util.List;
import java.util.Optional;

/**
 * The text of a message or an atom that is embedded.
 *
 * @param text a message's content, or an atom's title and content
 * @param revision of this text and these chunks
 * @param chunks what the text was cut into; empty if it is embedded as a whole
 * @param embeddedBy the task that has made vectors of this revision, for the provider and model in question
 */
public record ItemText(long id, String text, long revision, List<String> chunks, Optional<TaskId> embeddedBy) {

    /** The texts that vectors are made of, in order. */
    public List<String> parts() {
        return chunks.isEmpty() ? List.of(text) : chunks;
    }
}
