package dev.handoff.kit.provider.speech;

import dev.handoff.kit.media.Pcm;

/**
 * What was said in a piece of a recording.
 *
 * @param piece with a little silence at both ends
 */
public record Utterance(Piece piece, String text) {

    /** When the piece begins, in seconds from the beginning of the recording. */
    public double start() {
        return Pcm.seconds(piece.from());
    }

    public double end() {
        return Pcm.seconds(piece.to());
    }

    /** The moment at which a part of the piece is over, in seconds. */
    public double at(double part) {
        return start() + part * (end() - start());
    }
}
