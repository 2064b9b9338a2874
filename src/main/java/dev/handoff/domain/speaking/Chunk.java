package dev.handoff.domain.speaking;

import dev.handoff.task.Invalid;
import java.util.Base64;

/** A part of what was recorded. */
sealed interface Chunk {

    /** Sound itself. */
    record Sound(byte[] bytes) implements Chunk {}

    /** A file of the storage. */
    record File(String name) implements Chunk {}

    /**
     * Reads a chunk. Base64 has no dot, and a file of a recording has one, before its ending.
     *
     * @param text may begin with {@code data:…;base64,}, as browsers write it
     * @throws Invalid pointing at {@code /audio_chunks/place}
     */
    static Chunk of(String text, int place) {
        int data = text.startsWith("data:") ? text.indexOf(";base64,") : -1;
        if (data < 0 && text.indexOf('.') >= 0) {
            return new File(text);
        }
        try {
            return new Sound(Base64.getDecoder().decode(data < 0 ? text : text.substring(data + ";base64,".length())));
        } catch (IllegalArgumentException neither) {
            throw Invalid.task(
                    "/audio_chunks/" + place,
                    "must be a file of the storage with an ending, such as talks/monday.wav, or sound in Base64; it is"
                            + " neither: " + neither.getMessage());
        }
    }
}
