package dev.handoff.kit.media;

import java.util.concurrent.atomic.DoubleAccumulator;

/** Hears how far the work on a sound is. */
public interface ProgressListener {

    /**
     * Called a few times a second; what it throws ends the work.
     *
     * @param part from 0 to 1
     */
    void at(double part);

    /** The same, which stays where it is while work is done again, such as an encoding that came out too soft. */
    default ProgressListener onward() {
        var furthest = new DoubleAccumulator(Math::max, 0);
        return part -> {
            furthest.accumulate(part);
            at(furthest.get());
        };
    }
}
