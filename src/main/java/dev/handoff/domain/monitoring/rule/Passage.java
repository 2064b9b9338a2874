package dev.handoff.domain.monitoring.rule;

import java.util.Set;

/**
 * Between which places of a text a part of an expression can match, for all texts there are. A place is told by what is
 * before it and what is after it; anchors and word boundaries see no more of a text than that.
 */
final class Passage {

    /** What is before or after a place. */
    enum Neighbour {
        /** The end of the text. */
        NOTHING,
        LINE_FEED,
        /** A letter or a digit of ASCII, or an underscore. */
        WORD,
        OTHER
    }

    /** What an anchor looks at. */
    interface Condition {
        boolean holds(Neighbour before, Neighbour after);
    }

    private static final Neighbour[] NEIGHBOURS = Neighbour.values();
    private static final int PLACES = NEIGHBOURS.length * NEIGHBOURS.length;

    /** What matches the empty text, anywhere. */
    static final Passage STAY = where((_, _) -> true);

    /** What matches nothing. */
    static final Passage NONE = where((_, _) -> false);

    /** For each place, the set of those that can be reached from it, a bit for each. */
    private final int[] reached;

    private Passage(int[] reached) {
        this.reached = reached;
    }

    /** What matches the empty text where a condition holds. */
    static Passage where(Condition condition) {
        var reached = new int[PLACES];
        for (int place = 0; place < PLACES; place++) {
            reached[place] = condition.holds(before(place), after(place)) ? 1 << place : 0;
        }
        return new Passage(reached);
    }

    /** What matches one character. */
    static Passage over(Set<Neighbour> characters) {
        var reached = new int[PLACES];
        for (int from = 0; from < PLACES; from++) {
            for (int to = 0; to < PLACES; to++) {
                if (before(to) == after(from) && characters.contains(after(from))) {
                    reached[from] |= 1 << to;
                }
            }
        }
        return new Passage(reached);
    }

    private static Neighbour before(int place) {
        return NEIGHBOURS[place / NEIGHBOURS.length];
    }

    private static Neighbour after(int place) {
        return NEIGHBOURS[place % NEIGHBOURS.length];
    }

    /** Whether no text matches. */
    boolean isBlocked() {
        int any = 0;
        for (int places : reached) {
            any |= places;
        }
        return any == 0;
    }

    /** One after the other. */
    Passage then(Passage next) {
        var both = new int[PLACES];
        for (int from = 0; from < PLACES; from++) {
            for (int via = 0; via < PLACES; via++) {
                if ((reached[from] & 1 << via) != 0) {
                    both[from] |= next.reached[via];
                }
            }
        }
        return new Passage(both);
    }

    /** Either of them. */
    Passage or(Passage other) {
        var either = new int[PLACES];
        for (int from = 0; from < PLACES; from++) {
            either[from] = reached[from] | other.reached[from];
        }
        return new Passage(either);
    }

    /** As often as that, one after the other. */
    Passage repeated(int least, int most) {
        var all = STAY;
        for (int i = 0; i < least; i++) {
            all = all.then(this);
        }
        var perhaps = or(STAY);
        // What isn't reached by as many repetitions as there are places is not reached by more.
        for (int i = 0; i < Math.min(most - least, PLACES); i++) {
            all = all.then(perhaps);
        }
        return all;
    }
}
