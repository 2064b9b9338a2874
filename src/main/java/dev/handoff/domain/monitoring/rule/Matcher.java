package dev.handoff.domain.monitoring.rule;

import com.google.re2j.Pattern;
import dev.handoff.domain.monitoring.rule.Rule.Kind;
import dev.handoff.task.Invalid;
import dev.handoff.task.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A rule in the form in which it is compared with messages. */
final class Matcher {

    // These scripts put no blanks between words, so a word is also found within a text.
    private static final Pattern UNSPACED =
            Pattern.compile("[\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Thai}\\p{Lao}\\p{Khmer}\\p{Myanmar}]");

    // In Korean a noun hardly ever stands without a particle behind it.
    private static final Pattern WITH_PARTICLES = Pattern.compile("\\p{Hangul}\\s*$");

    /** Browsers would take other signs too, but no registry does. */
    private static final Pattern WHOLE_HOST = Pattern.compile("[a-z0-9._:-]+");

    /** In all patterns of a rule, so that it is checked within a second. */
    private static final int MAX_SEARCHES = 5;

    private record Entry(String text, Predicate<FoldedMessage> test) {}

    private final Rule rule;
    private final List<Entry> entries;

    private Matcher(Rule rule, List<Entry> entries) {
        this.rule = rule;
        this.entries = entries;
    }

    /**
     * Claims match nothing here; {@link Similarity} compares them.
     *
     * @throws Invalid if an entry can't be used
     */
    static Matcher of(Rule rule) {
        var broken = new ArrayList<Violation>();
        var matcher = of(rule, broken);
        if (rule.kind() == Kind.PATTERNS && broken.isEmpty()) {
            collectContradictions(rule, broken);
        }
        if (!broken.isEmpty()) {
            throw Rules.invalid(broken);
        }
        return matcher;
    }

    /** An entry that was taken once and would be refused today, since nothing can match it, matches nothing. */
    static Matcher ofStored(Rule rule) {
        return of(rule, new ArrayList<>());
    }

    private static Matcher of(Rule rule, List<Violation> broken) {
        Function<String, Predicate<FoldedMessage>> test =
                switch (rule.kind()) {
                    case WORDS -> Matcher::words;
                    case PATTERNS -> Matcher::pattern;
                    case HOSTS -> Matcher::host;
                    case CLAIMS -> Matcher::claim;
                };
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < rule.entries().size(); i++) {
            var text = rule.entries().get(i);
            try {
                refuseUnprintable(text);
                entries.add(new Entry(text, test.apply(text)));
            } catch (IllegalArgumentException unusable) {
                broken.add(new Violation("/entries/" + i, unusable.getMessage()));
            }
        }
        return new Matcher(rule, entries);
    }

    private static void collectContradictions(Rule rule, List<Violation> broken) {
        var contradictions = new Contradictions(MAX_SEARCHES);
        for (int i = 0; i < rule.entries().size(); i++) {
            var entry = rule.entries().get(i);
            if (contradictions.isIn(entry) && contradictions.isIn(FoldedExpression.of(entry))) {
                broken.add(
                        new Violation(
                                "/entries/" + i,
                                "can match no message: look at its anchors, word boundaries and classes, such as ^ after a letter"));
            }
        }
    }

    /** What it was made of. */
    Rule rule() {
        return rule;
    }

    String reason() {
        return rule.reason();
    }

    /**
     * The first entry that matches a message.
     *
     * @throws TimedText.OutOfTime if the message has been compared for too long
     */
    Optional<String> met(FoldedMessage message) {
        return entries.stream()
                .peek(_ -> message.plain().check())
                .filter(entry -> entry.test().test(message))
                .map(Entry::text)
                .findFirst();
    }

    private static void refuseUnprintable(String text) {
        if (text.codePoints()
                .anyMatch(it -> Character.isISOControl(it) || Character.getType(it) == Character.SURROGATE)) {
            throw new IllegalArgumentException("must have no control characters and no halves of characters");
        }
    }

    private static Predicate<FoldedMessage> words(String entry) {
        var words = Folding.words(entry);
        if (words.isBlank()) {
            throw new IllegalArgumentException("must have a letter or a digit; find signs by a pattern");
        }
        if (UNSPACED.matcher(words).find()) {
            var within = words.strip();
            return message -> message.words().contains(within);
        }
        if (WITH_PARTICLES.matcher(words).find()) {
            var beginning = words.stripTrailing();
            return message -> message.words().contains(beginning);
        }
        // Nearly all of a hundred thousand phrases begin with a word that the message doesn't have.
        var first = words.strip().split(" ")[0];
        return message ->
                message.vocabulary().contains(first) && message.words().contains(words);
    }

    /** Looks in the message without disguises, and in what was written, since a pattern may be about the disguises. */
    private static Predicate<FoldedMessage> pattern(String entry) {
        var expression = Expressions.compile(entry);
        var folded = Expressions.folded(entry);
        return message -> expression.matcher(message.plain()).find()
                || !message.content().toString().equals(message.plain().toString())
                        && expression.matcher(message.content()).find()
                || folded.isPresent() && folded.get().matcher(message.plain()).find();
    }

    private static Predicate<FoldedMessage> host(String entry) {
        try {
            var host = Hosts.of(entry);
            if (!WHOLE_HOST.matcher(host).matches()) {
                throw new IllegalArgumentException(host + " holds a sign that no host has"
                        + (host.startsWith("*.") ? "; leave out the *, hosts below it are found with it" : ""));
            }
            return message -> message.hosts().stream().anyMatch(each -> Hosts.isWithin(each, host));
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("must be a host, such as example.org: " + unreadable.getMessage());
        }
    }

    private static Predicate<FoldedMessage> claim(String entry) {
        return _ -> false;
    }
}
