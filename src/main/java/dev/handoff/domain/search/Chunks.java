package dev.handoff.domain.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts long texts into overlapping chunks, so that a statement across a cut is whole in one of them. The same text is always
 * cut the same way.
 *
 * @param size the most characters of a chunk, in UTF-16 units
 * @param overlap how many characters two chunks share, or a few less; at most half of the size
 */
record Chunks(int size, int overlap) {

    // Chinese and Japanese put no space after a sentence.
    private static final Pattern SENTENCE = Pattern.compile("[.!?…]+[\\p{Pe}\\p{Pf}\"']*(?=\\s)|[。！？]+|\\n");
    private static final Pattern SPACE = Pattern.compile("(?=\\s)");

    /** Empty for a text that fits into one chunk and is embedded as a whole. */
    List<String> of(String text) {
        var chunks = new ArrayList<String>();
        if (text.strip().length() <= size) {
            return chunks;
        }
        for (int from = 0; from < text.length(); ) {
            int to = end(text, from);
            var chunk = text.substring(from, to).strip();
            if (!chunk.isEmpty()) {
                chunks.add(chunk);
            }
            from = to == text.length() ? to : next(text, from, to);
        }
        return chunks;
    }

    /** At the last end of a sentence in the chunk's second half, else at the last space, else anywhere. */
    private int end(String text, int from) {
        int most = from + size;
        if (most >= text.length()) {
            return text.length();
        }
        int least = from + size / 2 + 1;
        int sentence = last(SENTENCE, text, least, most);
        int end = sentence > 0 ? sentence : last(SPACE, text, least, most);
        return whole(text, end > 0 ? end : most);
    }

    /** At the first word that begins within the overlap, else anywhere; always further on than the chunk before. */
    private int next(String text, int from, int to) {
        for (int at = to - overlap; at < to; at++) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at;
            }
        }
        return Math.max(whole(text, to - overlap), from + 1);
    }

    /** Where the last match in a region ends; 0 if there is none. */
    private static int last(Pattern pattern, String text, int from, int to) {
        var matcher = pattern.matcher(text).region(from, to).useTransparentBounds(true);
        int end = 0;
        while (matcher.find()) {
            end = matcher.end();
        }
        return end;
    }

    /** Avoids a place between the two halves of a character. */
    private static int whole(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1))
                ? at - 1
                : at;
    }
}
