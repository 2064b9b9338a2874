package dev.handoff.kit.media;

/** Refuses numbers that mean nothing in a mix. Every message names the value and what would do. */
final class Amounts {

    // Of what a template may ask for and a recording of any loudness may need, none is beyond.
    private static final double SOFTEST = -200;
    private static final double LOUDEST = 50;

    private Amounts() {}

    static void positive(String what, double seconds) {
        if (!(seconds > 0 && Double.isFinite(seconds))) {
            throw new IllegalArgumentException(what + " must be more than 0 s, was " + seconds);
        }
    }

    static void between(String what, double value, double least, double most, String unit) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    what + " must be from " + least + " to " + most + " " + unit + ", was " + value);
        }
    }

    static void gain(String what, double decibels) {
        between(what, decibels, SOFTEST, LOUDEST, "dB");
    }
}
