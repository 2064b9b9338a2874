package dev.handoff.domain.speaking;

import java.util.ArrayList;
import java.util.List;

/**
 * Which words of a text were spoken, in order: the longest series of words that both have. By D. S. Hirschberg, "A linear space
 * algorithm for computing maximal common subsequences", Communications of the ACM 18 (1975), 341–343: memory grows with the
 * length of one of them, time with the product of both.
 */
final class Alignment {

    private final List<String> text;
    private final List<String> spoken;
    private final List<Pair> pairs = new ArrayList<>();

    /** A word of the text, and the spoken one that it is, by their places from 0. */
    record Pair(int text, int spoken) {}

    private Alignment(List<String> text, List<String> spoken) {
        this.text = text;
        this.spoken = spoken;
    }

    /** Both places grow from pair to pair. */
    static List<Pair> of(List<String> text, List<String> spoken) throws InterruptedException {
        var alignment = new Alignment(text, spoken);
        alignment.align(0, text.size(), 0, spoken.size());
        return alignment.pairs;
    }

    private void align(int from, int to, int spokenFrom, int spokenTo) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the comparison was interrupted");
        }
        if (from == to || spokenFrom == spokenTo) {
            return;
        }
        if (to - from == 1) {
            for (int at = spokenFrom; at < spokenTo; at++) {
                if (spoken.get(at).equals(text.get(from))) {
                    pairs.add(new Pair(from, at));
                    return;
                }
            }
            return;
        }
        int middle = (from + to) / 2;
        var before = lengths(from, middle, spokenFrom, spokenTo);
        var after = lengthsBackwards(middle, to, spokenFrom, spokenTo);
        int best = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] + after[i] > before[best] + after[best]) {
                best = i;
            }
        }
        align(from, middle, spokenFrom, spokenFrom + best);
        align(middle, to, spokenFrom + best, spokenTo);
    }

    /** How many words this part of the text has in common with the first 0, 1, … of the spoken ones. */
    private int[] lengths(int from, int to, int spokenFrom, int spokenTo) {
        var last = new int[spokenTo - spokenFrom + 1];
        for (int i = from; i < to; i++) {
            int diagonal = 0;
            for (int j = 1; j < last.length; j++) {
                int above = last[j];
                last[j] = text.get(i).equals(spoken.get(spokenFrom + j - 1))
                        ? diagonal + 1
                        : Math.max(above, last[j - 1]);
                diagonal = above;
            }
        }
        return last;
    }

    /** The same with the spoken ones from the 0th, 1st, … on. */
    private int[] lengthsBackwards(int from, int to, int spokenFrom, int spokenTo) {
        var last = new int[spokenTo - spokenFrom + 1];
        for (int i = to - 1; i >= from; i--) {
            int diagonal = 0;
            for (int j = last.length - 2; j >= 0; j--) {
                int below = last[j];
                last[j] = text.get(i).equals(spoken.get(spokenFrom + j)) ? diagonal + 1 : Math.max(below, last[j + 1]);
                diagonal = below;
            }
        }
        return last;
    }
}
