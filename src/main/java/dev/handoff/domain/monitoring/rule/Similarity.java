package dev.handoff.domain.monitoring.rule;

import dev.handoff.domain.monitoring.ScanConfig;
import dev.handoff.domain.monitoring.rule.Rule.Kind;
import dev.handoff.domain.monitoring.rule.Ruleset.Claim;
import dev.handoff.event.Scans.Message;
import dev.handoff.kit.provider.Chosen;
import dev.handoff.kit.provider.Sieve;
import dev.handoff.kit.provider.Sieve.Result;
import dev.handoff.kit.provider.embedding.Embedder;
import dev.handoff.kit.provider.embedding.Embedders;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.Violation;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Compares messages with claims by their meaning. */
@Singleton
public class Similarity {

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private final Embedders embedders;
    private final double least;

    /** How long a claim that the provider has refused is not brought to it again. */
    private static final Duration REFUSED = Duration.ofMinutes(10);

    /** What came of the claims that were compared last. Every process asks for itself, with its own model. */
    private Map<String, Result<float[]>> known = Map.of();

    private String model = "";
    private long asked = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();

    public Similarity(Embedders embedders, ScanConfig config) {
        this.embedders = embedders;
        this.least = config.similarity();
    }

    void check(@Observes StartupEvent starting) {
        if (!(least > 0 && least <= 1)) {
            throw new ConfigurationException("HANDOFF_SCAN_SIMILARITY must be above 0 and at most 1, was " + least);
        }
    }

    /**
     * What was found.
     *
     * @param unread messages that the embedding provider can't take or read, with the reason, by their ids
     * @param unusable claims that it can't take or read, with the reason
     */
    public record Compared(List<Flag> flags, Map<String, String> unread, Map<String, String> unusable) {

        /** Steps that earlier versions have stored lack some. */
        public Compared {
            unread = Objects.requireNonNullElse(unread, Map.of());
            unusable = Objects.requireNonNullElse(unusable, Map.of());
        }
    }

    /**
     * Nobody knows as long as no provider is ready, which {@link #compare} tells.
     *
     * @throws Invalid if a claim could not be compared with any message
     */
    void check(Rule rule) {
        if (rule.kind() != Kind.CLAIMS || !(embedders.choose() instanceof Chosen.One<Embedder>(var embedder))) {
            return;
        }
        var broken = new ArrayList<Violation>();
        for (int i = 0; i < rule.entries().size(); i++) {
            var field = "/entries/" + i;
            unreadable(rule.entries().get(i), embedder).ifPresent(reason -> broken.add(new Violation(field, reason)));
        }
        if (!broken.isEmpty()) {
            throw Rules.invalid(broken);
        }
    }

    /**
     * Flags messages that mean much the same as a claim: once for each rule, for the nearest claim. Messages and claims that
     * the model can't read, or that the provider refuses, are like nothing and told.
     *
     * @throws TaskFailure permanent if no embedding provider is ready; otherwise as the provider decides
     * @throws IOException if a later attempt may do better
     */
    public Compared compare(List<Message> messages, Ruleset rules)
            throws TaskFailure, IOException, InterruptedException {
        var embedder = embedders.choose().orFail();
        var unread = new LinkedHashMap<String, String>();
        var spoken = messages.stream()
                .filter(message -> isReadable(message, embedder, unread))
                .toList();
        var unusable = new LinkedHashMap<String, String>();
        var vectors = vectors(rules.claims(), embedder, unusable);
        var said = new Sieve<>(embedder::embed, Embedder.MAX_TEXTS)
                .ask(spoken.stream()
                        .map(message -> Folding.plain(message.content()))
                        .toList());
        var flags = new ArrayList<Flag>();
        for (int i = 0; i < said.size(); i++) {
            switch (said.get(i)) {
                case Result.Taken<float[]>(var vector) ->
                    flags.addAll(nearest(spoken.get(i), vector, rules.claims(), vectors));
                case Result.Refused<float[]>(var reason) ->
                    unread.put(spoken.get(i).messageId(), reason);
            }
        }
        return new Compared(flags, unread, unusable);
    }

    /** A message without letters claims nothing. */
    private static boolean isReadable(Message message, Embedder embedder, Map<String, String> unread) {
        var reason = unreadable(message.content(), embedder);
        reason.filter(_ -> LETTER.matcher(message.content()).find())
                .ifPresent(it -> unread.put(message.messageId(), "the text " + it));
        return reason.isEmpty();
    }

    private static Optional<String> unreadable(String text, Embedder embedder) {
        var plain = Folding.plain(text);
        return plain.isBlank() ? Optional.of("must have words") : embedder.unreadable(plain);
    }

    private List<Flag> nearest(Message message, float[] said, List<Claim> claims, Map<String, float[]> vectors) {
        var best = new HashMap<String, Flag>();
        for (var claim : claims) {
            if (!vectors.containsKey(claim.text())) {
                continue;
            }
            double score = Math.min(1, product(said, vectors.get(claim.text())));
            if (score >= least) {
                var flag = new Flag(
                        message.messageId(), message.authorId(), claim.reason(), score, Optional.of(claim.text()));
                best.merge(claim.reason(), flag, (one, other) -> one.score() >= other.score() ? one : other);
            }
        }
        return List.copyOf(best.values());
    }

    /**
     * The vectors of claims by their texts. One thread makes those of new claims, and the others wait.
     *
     * @param unusable takes the claims that have none
     */
    private Map<String, float[]> vectors(List<Claim> claims, Embedder embedder, Map<String, String> unusable)
            throws TaskFailure, IOException, InterruptedException {
        var vectors = new HashMap<String, float[]>();
        results(claims.stream().map(Claim::text).distinct().toList(), embedder).forEach((text, result) -> {
            switch (result) {
                case Result.Taken<float[]>(var vector) -> vectors.put(text, vector);
                case Result.Refused<float[]>(var reason) -> unusable.put(text, reason);
            }
        });
        return vectors;
    }

    private Map<String, Result<float[]>> results(List<String> texts, Embedder embedder)
            throws TaskFailure, IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            var all = new LinkedHashMap<String, Result<float[]>>();
            texts.stream().filter(text -> isKnown(text, embedder)).forEach(text -> all.put(text, known.get(text)));
            texts.forEach(text ->
                    unreadable(text, embedder).ifPresent(reason -> all.put(text, new Result.Refused<>(reason))));
            var fresh = texts.stream().filter(text -> !all.containsKey(text)).toList();
            if (!fresh.isEmpty()) {
                var made = new Sieve<>(embedder::embed, Embedder.MAX_TEXTS)
                        .ask(fresh.stream().map(Folding::plain).toList());
                for (int i = 0; i < fresh.size(); i++) {
                    all.put(fresh.get(i), made.get(i));
                }
                asked = System.nanoTime();
            }
            known = all;
            model = embedder.model();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private boolean isKnown(String text, Embedder embedder) {
        return model.equals(embedder.model())
                && known.containsKey(text)
                && (known.get(text) instanceof Result.Taken || System.nanoTime() - asked < REFUSED.toNanos());
    }

    private static double product(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
