package dev.handoff.kit.media;

import java.nio.file.Path;

/**
 * A file to be played in a mix.
 *
 * @param file of any format that {@link Surveyor} accepts, from any source
 * @param seconds how long it is; what it lacks of that becomes silence, and what it has beyond is not played
 */
public record Clip(Path file, double seconds) {

    public Clip {
        Amounts.positive("the length of " + file.getFileName(), seconds);
    }
}
