package dev.handoff.domain.monitoring.rule;

import dev.handoff.domain.monitoring.rule.Rule.Kind;
import dev.handoff.event.Scans.Message;
import java.util.ArrayList;
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

    static Ruleset ofStored(List<Rule> rules) {
        return new Ruleset(rules, Matcher::ofStored);
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

    List<Claim> claims() {
        return claims;
    }

    public Examined examine(Message message) {
        var read = FoldedMessage.of(message);
        var flags = new ArrayList<Flag>();
        for (var matcher : matchers) {
            matcher.met(read)
                    .map(entry ->
                            new Flag(message.messageId(), message.authorId(), matcher.reason(), 1, Optional.of(entry)))
                    .ifPresent(flags::add);
        }
        return new Examined(flags, read.errors());
    }
}
