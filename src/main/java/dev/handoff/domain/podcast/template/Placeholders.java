package dev.handoff.domain.podcast.template;

import dev.handoff.kit.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The {@code {{name}}} in a text, with or without blanks beside the name. */
final class Placeholders {

    private static final String BEGIN = "{{";
    private static final String END = "}}";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final int MAX_SHOWN = 40;

    /** About twenty minutes of speech. Values may be long, and used more than once. */
    private static final int MAX_TEXT = 20_000;

    private Placeholders() {}

    /**
     * The names of all placeholders, in order.
     *
     * @param at where the text is
     * @param broken receives malformed ones
     */
    static List<String> names(String text, String at, BiConsumer<String, String> broken) {
        var names = new ArrayList<String>();
        replace(text, at, broken, name -> {
            names.add(name);
            return "";
        });
        return names;
    }

    /**
     * The text with values in the place of placeholders.
     *
     * @param at where the text is
     * @param broken receives malformed placeholders, those without a value, and a text that values make too long
     */
    static String fill(String text, Map<String, String> values, String at, BiConsumer<String, String> broken) {
        return replace(text, at, broken, name -> {
            var value = values.get(name);
            if (value == null) {
                broken.accept(at, "has the placeholder {{" + name + "}} without a value; " + given(values));
                return "";
            }
            return value;
        });
    }

    private static String given(Map<String, String> values) {
        return values.isEmpty()
                ? "no values are given"
                : "values are given for " + String.join(", ", new TreeSet<>(values.keySet()));
    }

    private static String replace(
            String text, String at, BiConsumer<String, String> broken, Function<String, String> value) {
        var replaced = new StringBuilder();
        int from = 0;
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, from)) {
            int end = text.indexOf(END, begin + BEGIN.length());
            if (end < 0) {
                broken.accept(at, "has a {{ without }} after it, at " + shown(text.substring(begin)));
                return "";
            }
            var name = text.substring(begin + BEGIN.length(), end).strip();
            if (!NAME.matcher(name).matches()) {
                broken.accept(
                        at,
                        "has the placeholder " + shown(text.substring(begin, end + END.length()))
                                + ", whose name must be of at most 64 letters, digits and underscores");
                return "";
            }
            replaced.append(text, from, begin).append(value.apply(name));
            from = end + END.length();
            if (replaced.length() + text.length() - from > MAX_TEXT) {
                broken.accept(at, "must have at most " + MAX_TEXT + " characters with the values in it, has more");
                return "";
            }
        }
        return replaced.append(text, from, text.length()).toString();
    }

    private static String shown(String text) {
        return Text.shortened(text, MAX_SHOWN);
    }
}
