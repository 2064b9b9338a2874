package dev.handoff.kit.media;

import dev.handoff.task.TaskFailure;

/**
 * What plain samples may take. A file of 200 kilobytes may hold hours of silence, which fill a disk within seconds.
 *
 * @param allowed in bytes
 * @param bytesASecond that the work on a second of sound takes at its most
 * @param share of that which the samples themselves take
 */
record TemporarySpace(long allowed, long bytesASecond, double share) {

    /** The samples are decoded, and written once more as those of 16 bits. */
    static TemporarySpace forSpeech(MediaConfig config) {
        long decoded = (long) Pcm.RATE * Float.BYTES;
        long taken = decoded + (long) Pcm.RATE * Short.BYTES;
        return new TemporarySpace(config.space().asLongValue(), taken, (double) decoded / taken);
    }

    /** Each stage of the work reads one file and writes another. */
    static TemporarySpace forStages(MediaConfig config, int rate, int channels) {
        return new TemporarySpace(config.space().asLongValue(), 2 * rate * Sound.bytesOfAFrame(channels), 0.5);
    }

    /** Of all channels at a low rate. */
    static TemporarySpace forChannels(MediaConfig config, int rate, int channels) {
        return new TemporarySpace(config.space().asLongValue(), rate * Sound.bytesOfAFrame(channels), 1);
    }

    /** @throws TaskFailure permanent, if a sound of this length takes more than it may */
    void check(double seconds) throws TaskFailure {
        if (seconds * bytesASecond > allowed) {
            throw exceeded("%.0f s take %.0f bytes".formatted(seconds, seconds * bytesASecond));
        }
    }

    /** The most that the samples themselves may take, in bytes. */
    long quota() {
        return (long) (allowed * share);
    }

    TaskFailure exceeded(String what) {
        return TaskFailure.permanent("the sound takes too much temporary space: " + what
                + ", HANDOFF_MEDIA_SPACE allows " + allowed + "; work on a part of it, or raise HANDOFF_MEDIA_SPACE");
    }
}
