package dev.handoff.domain.monitoring.rule;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Folds what an RE2 expression quotes, as messages are folded: the emoji that is typed with an invisible selector, № or ½.
 * Escapes and classes stay as they are, since one sign may become several.
 */
final class FoldedExpression {

    // An escape, a class, the beginning of a group, or a sign with a meaning; everything else means itself.
    private static final Pattern PART = Pattern.compile(
            "\\\\Q.*?(?:\\\\E|$)|\\\\[pPx]\\{[^}]*\\}|\\\\.|\\[\\^?\\]?(?:\\\\.|\\[:[^\\]]*:\\]|[^\\]\\\\])*\\]|\\(\\?[^:)>]*[:)>]"
                    + "|(?<literal>[^\\\\\\[\\](){}.*+?^$|]+)(?<repeated>[*+?]\\??|\\{[0-9,]+\\}\\??)?|.",
            Pattern.DOTALL);

    private static final Pattern LAST = Pattern.compile("\\X\\z");

    private FoldedExpression() {}

    static String of(String expression) {
        return PART.matcher(expression).replaceAll(part -> java.util.regex.Matcher.quoteReplacement(folded(part)));
    }

    private static String folded(MatchResult part) {
        var literal = part.group("literal");
        if (literal == null || literal.equals(Folding.plain(literal))) {
            return part.group();
        }
        var repeated = part.group("repeated");
        if (repeated == null) {
            return quoted(literal);
        }
        var last = LAST.matcher(literal);
        // There is one, because the literal isn't empty.
        int at = last.find() ? last.start() : 0;
        return quoted(literal.substring(0, at)) + repeated(literal.substring(at), repeated);
    }

    /** A quantifier goes with the last sign. If that one vanishes, the visible sign before it is what has to be there. */
    private static String repeated(String cluster, String quantifier) {
        if (cluster.codePointCount(0, cluster.length()) == 1) {
            return "(?:" + quoted(cluster) + ")" + quantifier;
        }
        int last = cluster.offsetByCodePoints(cluster.length(), -1);
        return Folding.plain(cluster.substring(last)).isEmpty() ? quoted(cluster) : cluster + quantifier;
    }

    /** Invisible signs alone are what the expression is about, and stay. */
    private static String quoted(String literal) {
        var plain = Folding.plain(literal);
        return plain.isEmpty() ? literal : com.google.re2j.Pattern.quote(plain);
    }
}
