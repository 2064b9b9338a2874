package dev.handoff.domain.speaking;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.handoff.kit.provider.speech.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was said, beside what was to be said.
 *
 * @param right how many words of the text were said, in its order
 * @param missing how many were not
 * @param added how many were said that are not in the text, or not at that place
 * @param accuracy the words that are right among those of both, from 0 to 1: {@code 2 right / (text + spoken)}, the
 *     Sørensen–Dice coefficient
 * @param words of the text and added ones, in order; the first ones of a long text
 * @param cut whether there are more
 */
record Comparison(int right, int missing, int added, double accuracy, List<Word> words, boolean cut) {

    /** Fits into a task's result. */
    private static final int MAX_WORDS = 5_000;

    enum Outcome {
        @JsonProperty("right")
        RIGHT,
        @JsonProperty("missing")
        MISSING,
        @JsonProperty("added")
        ADDED
    }

    /**
     * A word.
     *
     * @param start in seconds from the beginning of the recording, estimated: the speech in a piece is divided among its
     *     words by their length; null for a missing one
     */
    record Word(String text, Outcome outcome, Double start, Double end) {}

    private record Spoken(String text, double start, double end) {}

    /** @throws InterruptedException if the thread is interrupted */
    static Comparison of(String text, List<Utterance> utterances) throws InterruptedException {
        var wanted = Words.of(text);
        var spoken = utterances.stream().flatMap(it -> spoken(it).stream()).toList();
        var pairs = Alignment.of(
                Words.comparable(wanted),
                Words.comparable(spoken.stream().map(Spoken::text).toList()));
        var words = new ArrayList<Word>(wanted.size() + spoken.size());
        int text0 = 0;
        int spoken0 = 0;
        for (var pair : pairs) {
            rest(words, wanted.subList(text0, pair.text()), spoken.subList(spoken0, pair.spoken()));
            words.add(word(spoken.get(pair.spoken()), wanted.get(pair.text()), Outcome.RIGHT));
            text0 = pair.text() + 1;
            spoken0 = pair.spoken() + 1;
        }
        rest(words, wanted.subList(text0, wanted.size()), spoken.subList(spoken0, spoken.size()));
        int both = wanted.size() + spoken.size();
        return new Comparison(
                pairs.size(),
                wanted.size() - pairs.size(),
                spoken.size() - pairs.size(),
                both == 0 ? 0 : 2.0 * pairs.size() / both,
                List.copyOf(words.subList(0, Math.min(words.size(), MAX_WORDS))),
                words.size() > MAX_WORDS);
    }

    private static void rest(List<Word> words, List<String> missing, List<Spoken> added) {
        missing.forEach(it -> words.add(new Word(it, Outcome.MISSING, null, null)));
        added.forEach(it -> words.add(word(it, it.text(), Outcome.ADDED)));
    }

    private static Word word(Spoken spoken, String text, Outcome outcome) {
        return new Word(text, outcome, rounded(spoken.start()), rounded(spoken.end()));
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }

    private static List<Spoken> spoken(Utterance utterance) {
        var words = Words.of(utterance.text());
        double letters = words.stream().mapToInt(String::length).sum();
        var ends = new double[words.size() + 1];
        for (int i = 0; i < words.size(); i++) {
            ends[i + 1] = ends[i] + words.get(i).length() / letters;
        }
        return IntStream.range(0, words.size())
                .mapToObj(i -> new Spoken(words.get(i), utterance.at(ends[i]), utterance.at(ends[i + 1])))
                .toList();
    }
}
