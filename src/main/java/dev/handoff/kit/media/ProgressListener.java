package dev.handoff.kit.media;

/** Hears how far the work on a sound is. */
public interface ProgressListener {

    /**
     * Called a few times a second; what it throws ends the work.
     *
     * @param part from 0 to 1
     */
    void at(double part);
}
