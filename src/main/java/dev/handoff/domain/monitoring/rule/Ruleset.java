package dev.handoff.domain.monitoring.rule;

import dev.handoff.domain.monitoring.rule.Rule.Kind;
import dev.handoff.event.Scans.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All rules, as they were at one moment. */
public final class Ruleset {

    private final int size;
    private final List<Matcher> matchers;
    private final List<Claim> claims;

    /** A statement to look for. */
    record Claim(String reason, String text) {}

    /** @throws dev.handoff.task.Invalid if an entry can't be used */
    Ruleset(List<Rule> rules) {
        this(rules, Matcher::of);
    }

    private Ruleset(List<Rule> rules, Function<Rule, Matcher> matcher) {
        size = rules.size();
        matchers = rules.stream().map(matcher).toList();
        claims = rules.stream()
                .filter(rule -> rule.kind() == Kind.CLAIMS)
                .flatMap(rule -> rule.entries().stream().map(text -> new Claim(rule.reason(), text)))
                .toList();
    }

    /** @param earlier whose matchers are kept for the rules that are the same: making them anew takes seconds */
    static Ruleset ofStored(List<Rule> rules, Ruleset earlier) {
        var made = new HashMap<Rule, Matcher>();
        earlier.matchers.forEach(matcher -> made.put(matcher.rule(), matcher));
        return new Ruleset(rules, rule -> made.computeIfAbsent(rule, Matcher::ofStored));
    }

    /**
     * What words, patterns and hosts find in a message.
     *
     * @param errors what could not be checked
     */
    public record Examined(List<Flag> flags, List<String> errors) {}

    /** How many rules there are. */
    public int size() {
        return size;
    }

    /** Whether messages have to be compared by their meaning. */
    public boolean hasClaims() {
        return !claims.isEmpty();
    }

    /** One for each rule, in their order. */
    List<Matcher> matchers() {
        return matchers;
    }

    List<Claim> claims() {
        return claims;
    }

    /**
     * Compares a message with words, patterns and hosts.
     *
     * @param longest how long that may take; what is not compared by then is told as an error
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Examined examine(Message message, Duration longest) {
        var read = FoldedMessage.of(message, longest);
        var flags = new ArrayList<Flag>();
        var errors = new ArrayList<>(read.errors());
        try {
            for (var matcher : matchers) {
                matcher.met(read)
                        .map(entry -> new Flag(
                                message.messageId(), message.authorId(), matcher.reason(), 1, Optional.of(entry)))
                        .ifPresent(flags::add);
            }
        } catch (TimedText.OutOfTime late) {
            errors.addFirst(late.getMessage());
        }
        return new Examined(flags, errors);
    }
}
