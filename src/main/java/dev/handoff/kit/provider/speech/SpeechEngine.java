package dev.handoff.kit.provider.speech;

import dev.handoff.kit.provider.Provider;
import dev.handoff.task.TaskFailure;
import java.util.Optional;

/** Recognises speech. Chosen by {@code HANDOFF_SPEECH}. Safe to use from several threads. */
public interface SpeechEngine extends Provider {

    /** What the engine takes for granted if no language is given; empty if it finds out by itself. */
    Optional<String> defaultLanguage();

    /**
     * Whether the engine knows a language.
     *
     * @param language a BCP 47 tag
     */
    boolean understands(String language);

    /**
     * Writes down what is said.
     *
     * @param samples at {@link dev.handoff.kit.media.Pcm#RATE}, a few seconds of them
     * @param language one that it understands; empty for its default
     * @return empty if nothing is said
     * @throws TaskFailure if the engine knows whether or when to try again
     */
    String recognise(short[] samples, Optional<String> language) throws Exception;
}
