package dev.handoff.kit.provider.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How much text an engine takes at once.
 *
 * @param most of its units
 */
public record TextLimit(int most, Unit unit) {

    // Closing quotes and brackets belong to the sentence; Chinese and Japanese put no space behind it. An empty line
    // ends what has no full stop, such as a heading.
    private static final Pattern END =
            Pattern.compile("[.!?…]+[\\p{Pe}\\p{Pf}\"']*(?=\\s)|[。！？]+[\\p{Pe}\\p{Pf}]*|(?=\\n\\s*\\n)");
    private static final Pattern SPACE = Pattern.compile("(?=\\s)");

    /** What is counted. */
    public enum Unit {
        /** As Java counts them: those beyond the first 65,536 are two. */
        CHARACTERS,
        /** In UTF-8. */
        BYTES
    }

    /** Cuts at the last end of a sentence that fits, else at the last space, else anywhere but within a character. */
    public List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        var rest = text.strip();
        while (!rest.isEmpty()) {
            int cut = cut(rest);
            pieces.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        return pieces;
    }

    private int cut(String text) {
        int fits = fits(text);
        if (fits == text.length()) {
            return fits;
        }
        int sentence = last(END, text, fits);
        if (sentence > 0) {
            return sentence;
        }
        int word = last(SPACE, text, fits);
        return word > 0 ? word : fits;
    }

    /** Where the last match ends that ends early enough; 0 if there is none. */
    private static int last(Pattern pattern, String text, int fits) {
        var matcher = pattern.matcher(text).region(0, fits).useTransparentBounds(true);
        int end = 0;
        while (matcher.find()) {
            end = matcher.end();
        }
        return end;
    }

    private int fits(String text) {
        int at = 0;
        int size = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            size += size(character);
            if (size > most) {
                return at;
            }
            at += Character.charCount(character);
        }
        return at;
    }

    private int size(int character) {
        return switch (unit) {
            case CHARACTERS -> Character.charCount(character);
            case BYTES -> character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
        };
    }
}
