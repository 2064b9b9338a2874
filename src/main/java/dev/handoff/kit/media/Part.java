package dev.handoff.kit.media;

import java.util.List;

/** What is played in a mix after what is before it. */
public sealed interface Part {

    /** The files that are played in it; none in a silence. */
    List<Clip> clips();

    /** How long it is, with what sounds together with its neighbours. */
    double seconds();

    /** By how many seconds it begins before the end of the part before it. */
    double crossfade();

    /**
     * Sounds one after the other, without a gap.
     *
     * @param gain in dB
     * @param fadeIn seconds in which it gets as loud as it is to be; 0 for at once
     * @param fadeOut seconds in which it gets silent at its end; 0 for at once
     * @param crossfade by how many seconds it begins before the end of the part before it: that one gets softer and this
     *     one louder meanwhile; 0 for none
     * @param speech whether music that lies below gets softer while this sounds
     */
    record Sounds(List<Clip> clips, double gain, double fadeIn, double fadeOut, double crossfade, boolean speech)
            implements Part {

        public Sounds {
            clips = List.copyOf(clips);
            if (clips.isEmpty()) {
                throw new IllegalArgumentException("a part needs a file at least; leave it out, or make it a silence");
            }
            double seconds = length(clips);
            Amounts.gain("the gain of a part", gain);
            Amounts.between("the fade-in of a part of " + seconds + " s", fadeIn, 0, seconds, "s");
            Amounts.between("the fade-out of a part of " + seconds + " s", fadeOut, 0, seconds, "s");
            Amounts.between("the cross-fade into a part of " + seconds + " s", crossfade, 0, seconds, "s");
        }

        @Override
        public double seconds() {
            return length(clips);
        }

        private static double length(List<Clip> clips) {
            return clips.stream().mapToDouble(Clip::seconds).sum();
        }
    }

    /** Nothing, but for music that lies below. */
    record Silence(double seconds) implements Part {

        public Silence {
            Amounts.positive("a silence", seconds);
        }

        @Override
        public List<Clip> clips() {
            return List.of();
        }

        @Override
        public double crossfade() {
            return 0;
        }
    }
}
