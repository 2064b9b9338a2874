package dev.handoff.kit.provider.embedding;

import dev.handoff.kit.provider.Provider;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Turns texts into vectors that lie near each other if the texts mean much the same. Chosen by {@code HANDOFF_EMBEDDING}.
 * Safe to use from several threads.
 *
 * <p>Vectors of different providers or models say nothing about each other, even if they have as many dimensions.
 */
public interface Embedder extends Provider {

    /** How many texts one call may have. */
    int MAX_TEXTS = 100;

    /** The model's name, which its vectors are kept under. */
    String model();

    /** How many numbers one of its vectors has. */
    int dimensions();

    /**
     * Whether the model can't tell this text from others, because it doesn't know the letters. Its vector would be near those
     * of all texts that are as foreign.
     *
     * @return why, to be read after the name of the text; empty if the text can be compared
     */
    default Optional<String> unreadable(String text) {
        return Optional.empty();
    }

    /**
     * Makes a vector of each text. That may cost money each time. What a text has beyond what the model reads is ignored.
     *
     * @param texts at most {@value #MAX_TEXTS}, none of them blank
     * @return in the order of the texts, each of length 1, so that a product of two is the cosine of their angle
     * @throws TaskFailure if the provider knows whether or when to try again
     * @throws IOException if a later attempt may do better
     */
    List<float[]> embed(List<String> texts) throws TaskFailure, IOException, InterruptedException;
}
