package dev.handoff.domain.monitoring.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** Compiles regular expressions of untrusted people. RE2's time grows linearly with the text. */
final class Expressions {

    private static final Pattern REPEATED = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");

    /** The product of all repetition counts: a few nested ones would fill the memory. */
    private static final long MAX_REPEATED = 1000;

    /** Instructions of a compiled expression. A text of 4000 characters then takes about 50 ms at worst. */
    private static final int MAX_PROGRAM = 2000;

    private Expressions() {}

    /** @throws IllegalArgumentException with what is wrong */
    static Pattern compile(String expression) {
        refuseExplosion(expression);
        try {
            var compiled = Pattern.compile(expression);
            if (compiled.programSize() > MAX_PROGRAM) {
                throw new IllegalArgumentException("must be simpler: it takes " + compiled.programSize()
                        + " instructions of at most " + MAX_PROGRAM);
            }
            if (compiled.matcher("").find()) {
                throw new IllegalArgumentException("must not be found in an empty message");
            }
            return compiled;
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException("must be an RE2 expression: " + malformed.getDescription());
        }
    }

    /**
     * The expression for texts by {@link Folding#plain}, which may lack signs that the expression names.
     *
     * @return empty if it is the same
     */
    static Optional<Pattern> folded(String expression) {
        var folded = FoldedExpression.of(expression);
        if (folded.equals(expression)) {
            return Optional.empty();
        }
        try {
            return Optional.of(compile(folded));
        } catch (IllegalArgumentException _) {
            // A few signs stand for whole phrases, which may be too many. What was written is looked for all the same.
            return Optional.empty();
        }
    }

    private static void refuseExplosion(String expression) {
        var repeated = REPEATED.matcher(expression);
        long all = 1;
        while (repeated.find()) {
            var most = repeated.group(2) == null || repeated.group(2).isEmpty() ? repeated.group(1) : repeated.group(2);
            all *= Math.max(1, Long.parseLong(most));
            if (all > MAX_REPEATED) {
                throw new IllegalArgumentException(
                        "must repeat things at most " + MAX_REPEATED + " times, all counts multiplied");
            }
        }
    }
}
