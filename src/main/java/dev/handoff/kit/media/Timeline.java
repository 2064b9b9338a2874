package dev.handoff.kit.media;

import java.time.Duration;
import java.util.Locale;

/**
 * The filters that keep the times of a recording, in the language of ffmpeg. Decoded samples know no time: where packets
 * are missing or sound begins later than the film, silence takes the place. Times that jump back are not believed, and
 * all that is recorded stays.
 */
final class Timeline {

    // What encoders round and cut off at their ends is less, and so is what a clock drifts between two looks at it.
    private static final double SHORTEST_GAP = 0.1;

    // ld(0): how much later than said it is, after times that jumped; ld(2): the length of all gaps so far.
    private static final String GAPS = "asetpts='st(1,if(isnan(T),0,T+ld(0)-N/SR-ld(2)));"
            + "if(between(ld(1),%1$s,%2$d),st(2,ld(2)+ld(1)));"
            + "if(lt(ld(1),-%1$s)+gt(ld(1),%2$d),st(0,ld(0)-ld(1)));"
            + "(N/SR+ld(2))/TB'";

    private static final String FILLED = "aresample=%d:async=1:first_pts=0";

    private Timeline() {}

    /**
     * What comes first of all filters.
     *
     * @param longest that a gap may be; what seems to be longer is none
     */
    static String gaps(Duration longest) {
        return String.format(Locale.ROOT, GAPS, SHORTEST_GAP, longest.toSeconds()) + ",";
    }

    /** Fills the gaps, and gives the sound a rate. */
    static String filled(int rate) {
        return FILLED.formatted(rate);
    }
}
