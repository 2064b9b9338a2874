package dev.handoff.kit.media;

/**
 * Music below some parts of a mix.
 *
 * @param firstPart where it begins, counted from 0
 * @param lastPart with whose end it ends, if it is not over before
 * @param gain in dB
 * @param fadeIn seconds in which it gets as loud as it is to be; 0 for at once
 * @param fadeOut seconds in which it gets silent at its end; 0 for at once
 * @param ducking by how many dB it gets softer while a part sounds that is speech; 0 for not at all
 * @param loop whether it begins again when it is over
 */
public record MusicBed(
        Clip clip,
        int firstPart,
        int lastPart,
        double gain,
        double fadeIn,
        double fadeOut,
        double ducking,
        boolean loop) {

    private static final double MAX_DUCKING = 50;
    private static final double MIN_LOOP = 1;

    public MusicBed {
        if (firstPart < 0 || lastPart < firstPart) {
            throw new IllegalArgumentException("music must lie below a first part and one that is no earlier, was "
                    + firstPart + " to " + lastPart);
        }
        Amounts.gain("the gain of music", gain);
        Amounts.between("the fade-in of music", fadeIn, 0, Double.MAX_VALUE, "s");
        Amounts.between("the fade-out of music", fadeOut, 0, Double.MAX_VALUE, "s");
        Amounts.between("the ducking of music", ducking, 0, MAX_DUCKING, "dB");
        if (loop && clip.seconds() < MIN_LOOP) {
            throw new IllegalArgumentException("music that is repeated must have " + MIN_LOOP + " s at least, had "
                    + clip.seconds() + "; take more of it, or don't repeat it");
        }
    }
}
