package dev.handoff.kit.provider.voice;

import dev.handoff.kit.provider.Provider;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Speaks. Chosen by {@code HANDOFF_VOICE}. Safe to use from several threads. */
public interface VoiceEngine extends Provider {

    /** The largest file that is accepted from an engine, 64 MB: more than twenty minutes of what they usually make. */
    long MAX_BYTES = 64 << 20;

    /**
     * Cuts a text into what can be spoken at once, at ends of sentences if there are any. The same text makes the same
     * pieces.
     *
     * @return in their order, none of them blank; empty if there is nothing to say
     */
    List<String> pieces(String text);

    /**
     * Speaks one piece. That may cost money each time.
     *
     * @param voice the engine's own name for it; empty for the configured one
     * @param language a BCP 47 tag, where the engine can't tell by voice or text; empty for the configured one
     * @param target is made or replaced, in a folder that is there; after a failure it holds anything
     * @throws TaskFailure if the engine knows whether or when to try again
     * @throws IOException if a later attempt may do better
     */
    void speak(String piece, Optional<String> voice, Optional<String> language, Path target)
            throws TaskFailure, IOException, InterruptedException;
}
