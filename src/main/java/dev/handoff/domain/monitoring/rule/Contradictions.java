package dev.handoff.domain.monitoring.rule;

import com.google.re2j.PatternSyntaxException;
import dev.handoff.domain.monitoring.rule.Passage.Neighbour;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds RE2 expressions that no text can match, such as {@code a^b}. It follows the places that each part leads between, and
 * asks RE2 itself which characters a class has. What it doesn't understand, or can't find out in a short time, is taken for
 * possible. For one thread.
 */
final class Contradictions {

    private static final Pattern TOKEN = Pattern.compile(
            "\\\\Q(?<quoted>.*?)(?:\\\\E|\\z)"
                    + "|\\(\\?(?<flags>[imsU-]*)(?<end>[:)])"
                    + "|(?<group>\\((?:\\?P?<\\w+>)?+(?!\\?))"
                    + "|(?<anchor>\\\\[AbBz]|[\\^$])"
                    + "|(?:(?<sign>[*+?])|\\{(?<least>0|[1-9][0-9]{0,3})(?<range>,(?<most>0|[1-9][0-9]{0,3})?)?\\})\\??"
                    + "|(?<character>\\[\\^?+\\]?+(?:\\\\.|\\[:\\^?\\w+:\\]|[^\\]\\\\])*+\\]|\\\\[pP](?:\\{[^}]*\\}|.)"
                    + "|\\\\x(?:\\{[^}]*\\}|..)|\\\\[0-7]{1,3}|\\\\.|[^()|\\\\\\[])",
            Pattern.DOTALL);

    private static final String WORDS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private static final String SOME_OTHERS =
            " \t\r\0!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~\u00e9\u0436\u05d0\u4e2d\ud83d\ude80";

    /** To RE2, the long s is an s and the sign of Kelvin is a k if case doesn't matter, and no other letter is of ASCII. */
    private static final String RELATED = "kKsS\u017f\u212a";

    /** The instructions of a program for one character. */
    private static final int ONE = com.google.re2j.Pattern.compile("x").programSize();

    private final Map<String, Boolean> searched = new HashMap<>();
    private final int mostSearches;

    /** @param mostSearches among all characters of Unicode; each takes about a tenth of a second */
    Contradictions(int mostSearches) {
        this.mostSearches = mostSearches;
    }

    /** Whether no text can match. */
    boolean isIn(String expression) {
        try {
            return isBlocked(expression, false) && isBlocked(expression, true);
        } catch (NotUnderstood | PatternSyntaxException _) {
            return false;
        }
    }

    /** @param thorough whether to search among all characters; a few are enough for nearly all expressions */
    private boolean isBlocked(String expression, boolean thorough) {
        var reading = new Reading(expression, thorough);
        var passage = reading.alternatives(0);
        reading.refuseUnless(reading.isOver());
        return passage.isBlocked();
    }

    private static final class NotUnderstood extends RuntimeException {
        private NotUnderstood() {
            super("the expression is not understood", null, false, false);
        }
    }

    /** From left to right, through one expression. */
    private final class Reading {

        private final String expression;
        private final Matcher token;
        private final boolean thorough;
        private int at;

        Reading(String expression, boolean thorough) {
            this.expression = expression;
            this.token = TOKEN.matcher(expression);
            this.thorough = thorough;
        }

        boolean isOver() {
            return at == expression.length();
        }

        void refuseUnless(boolean understood) {
            if (!understood) {
                throw new NotUnderstood();
            }
        }

        /**
         * To the end of the group, or of the expression.
         *
         * @param flags those of RE2; a change of them holds to the end of the group
         */
        Passage alternatives(int flags) {
            var all = Passage.NONE;
            var parts = new ArrayList<Passage>();
            while (!isOver() && expression.charAt(at) != ')') {
                if (expression.charAt(at) == '|') {
                    at++;
                    all = all.or(sequence(parts));
                    parts.clear();
                    continue;
                }
                refuseUnless(token.region(at, expression.length()).lookingAt());
                at = token.end();
                if (")".equals(token.group("end"))) {
                    flags = changed(flags);
                } else {
                    read(parts, flags);
                }
            }
            return all.or(sequence(parts));
        }

        private static Passage sequence(List<Passage> parts) {
            return parts.stream().reduce(Passage.STAY, Passage::then);
        }

        private void read(List<Passage> parts, int flags) {
            var quoted = token.group("quoted");
            if (quoted != null) {
                quoted.codePoints()
                        .mapToObj(each -> Passage.over(literal(each, flags)))
                        .forEach(parts::add);
            } else if (token.group("end") != null || token.group("group") != null) {
                var inner = alternatives(token.group("end") == null ? flags : changed(flags));
                refuseUnless(!isOver());
                at++;
                parts.add(inner);
            } else if (token.group("anchor") != null) {
                parts.add(anchor(token.group("anchor"), (flags & com.google.re2j.Pattern.MULTILINE) != 0));
            } else if (token.group("character") != null) {
                parts.add(Passage.over(character(token.group("character"), flags)));
            } else {
                refuseUnless(!parts.isEmpty());
                parts.add(repeated(parts.removeLast()));
            }
        }

        private int changed(int flags) {
            boolean on = true;
            for (char sign : token.group("flags").toCharArray()) {
                int flag =
                        switch (sign) {
                            case 'i' -> com.google.re2j.Pattern.CASE_INSENSITIVE;
                            case 'm' -> com.google.re2j.Pattern.MULTILINE;
                            case 's' -> com.google.re2j.Pattern.DOTALL;
                            default -> 0;
                        };
                on &= sign != '-';
                flags = on ? flags | flag : flags & ~flag;
            }
            return flags;
        }

        private Passage repeated(Passage part) {
            var sign = token.group("sign");
            if (sign != null) {
                return part.repeated(sign.equals("+") ? 1 : 0, sign.equals("?") ? 1 : Integer.MAX_VALUE);
            }
            int least = Integer.parseInt(token.group("least"));
            var most = token.group("most");
            if (token.group("range") == null) {
                return part.repeated(least, least);
            }
            return part.repeated(least, most == null ? Integer.MAX_VALUE : Integer.parseInt(most));
        }

        private Set<Neighbour> character(String sign, int flags) {
            if (sign.codePointCount(0, sign.length()) == 1 && !sign.equals(".")) {
                return literal(sign.codePointAt(0), flags);
            }
            int known = flags & (com.google.re2j.Pattern.CASE_INSENSITIVE | com.google.re2j.Pattern.DOTALL);
            var expression = com.google.re2j.Pattern.compile(sign, known);
            refuseUnless(expression.programSize() <= ONE);
            var kinds = EnumSet.noneOf(Neighbour.class);
            add(kinds, Neighbour.WORD, has(expression, WORDS));
            add(kinds, Neighbour.LINE_FEED, has(expression, "\n"));
            add(kinds, Neighbour.OTHER, has(expression, SOME_OTHERS) || thorough && hasOther(expression));
            return kinds;
        }
    }

    private static Passage anchor(String sign, boolean ofLines) {
        return Passage.where((before, after) -> switch (sign) {
            case "\\b" -> (before == Neighbour.WORD) != (after == Neighbour.WORD);
            case "\\B" -> (before == Neighbour.WORD) == (after == Neighbour.WORD);
            case "\\A", "^" -> before == Neighbour.NOTHING || isLine(sign, ofLines, before);
            default -> after == Neighbour.NOTHING || isLine(sign, ofLines, after);
        });
    }

    private static boolean isLine(String sign, boolean ofLines, Neighbour neighbour) {
        return ofLines && sign.length() == 1 && neighbour == Neighbour.LINE_FEED;
    }

    private static Set<Neighbour> literal(int character, int flags) {
        var kinds = EnumSet.noneOf(Neighbour.class);
        boolean related = (flags & com.google.re2j.Pattern.CASE_INSENSITIVE) != 0 && RELATED.indexOf(character) >= 0;
        add(kinds, Neighbour.WORD, related || WORDS.indexOf(character) >= 0);
        add(kinds, Neighbour.LINE_FEED, character == '\n');
        add(kinds, Neighbour.OTHER, related || WORDS.indexOf(character) < 0 && character != '\n');
        return kinds;
    }

    private static void add(Set<Neighbour> kinds, Neighbour kind, boolean possible) {
        if (possible) {
            kinds.add(kind);
        }
    }

    private boolean hasOther(com.google.re2j.Pattern expression) {
        var key = expression.flags() + expression.pattern();
        if (!searched.containsKey(key) && searched.size() == mostSearches) {
            return true;
        }
        return searched.computeIfAbsent(key, _ -> has(expression, otherCharacters()));
    }

    private static boolean has(com.google.re2j.Pattern expression, String characters) {
        return expression.matcher(characters).find();
    }

    /** All of Unicode, with halves of characters in an order in which no two make a whole one. */
    private static String otherCharacters() {
        var all = new StringBuilder();
        for (int low = Character.MIN_LOW_SURROGATE; low <= Character.MAX_LOW_SURROGATE; low++) {
            all.append((char) low);
        }
        for (int each = Character.MIN_HIGH_SURROGATE; each <= Character.MAX_HIGH_SURROGATE; each++) {
            all.append((char) each);
        }
        for (int each = 0; each <= Character.MAX_CODE_POINT; each++) {
            if (Character.getType(each) != Character.SURROGATE && each != '\n' && WORDS.indexOf(each) < 0) {
                all.appendCodePoint(each);
            }
        }
        return all.toString();
    }
}
