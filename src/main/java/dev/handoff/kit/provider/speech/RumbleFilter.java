package dev.handoff.kit.provider.speech;

import dev.handoff.kit.media.Pcm;

/**
 * Takes out what lies below voices: the hum of mains, the rumble of traffic, the bass of a fan. It is most of the loudness
 * of many rooms, and it swells and fades as speech does. A Butterworth filter of the second order.
 */
final class RumbleFilter {

    private static final double CORNER_HERTZ = 150;
    private static final double ANGLE = 2 * Math.PI * CORNER_HERTZ / Pcm.RATE;
    private static final double ALPHA = StrictMath.sin(ANGLE) / StrictMath.sqrt(2);
    private static final double GAIN = (1 + StrictMath.cos(ANGLE)) / 2 / (1 + ALPHA);
    private static final double LAST = -2 * StrictMath.cos(ANGLE) / (1 + ALPHA);
    private static final double BEFORE_LAST = (1 - ALPHA) / (1 + ALPHA);

    private double lastIn;
    private double beforeLastIn;
    private double lastOut;
    private double beforeLastOut;

    double next(double in) {
        double out = GAIN * (in - 2 * lastIn + beforeLastIn) - LAST * lastOut - BEFORE_LAST * beforeLastOut;
        beforeLastIn = lastIn;
        lastIn = in;
        beforeLastOut = lastOut;
        lastOut = out;
        return out;
    }
}
