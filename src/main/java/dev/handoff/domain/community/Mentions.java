package dev.handoff.domain.community;

import java.util.List;
import java.util.regex.Pattern;

/** Finds who is mentioned in a text: an at sign and a user's id, not within a word, as in an address of e-mail. */
final class Mentions {

    /** How many mentions of one text count; those behind them are left out. */
    static final int MAX = 50;

    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}._@-])@([A-Za-z0-9](?:[A-Za-z0-9._:-]{0,98}[A-Za-z0-9_])?)");

    private Mentions() {}

    /** The ids, each once, in their order. Stops and colons behind one are the sentence's. */
    static List<String> in(String text) {
        return MENTION.matcher(text)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .limit(MAX)
                .toList();
    }
}
