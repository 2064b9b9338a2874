package dev.handoff.domain.monitoring.rule;

import dev.handoff.domain.monitoring.ScanConfig;
import dev.handoff.domain.monitoring.rule.Rule.Kind;
import dev.handoff.domain.monitoring.rule.Ruleset.Claim;
import dev.handoff.event.Scans.Message;
import dev.handoff.kit.provider.Chosen;
import dev.handoff.kit.provider.embedding.Embedder;
import dev.handoff.kit.provider.embedding.Embedders;
import dev.handoff.kit.provider.embedding.Sieve;
import dev.handoff.kit.provider.embedding.Sieve.Result;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.Violation;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Compares messages with claims by their meaning. */
@Singleton
public class Similarity {

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private final Embedders embedders;
    private final double least;

    /** The vectors of the claims that were compared last. Every process makes its own, with its own model. */
    private Map<String, float[]> known = Map.of();

    private String model = "";
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
     */
    public record Compared(List<Flag> flags, Map<String, String> unread) {}

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
     * the model can't read are like nothing.
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
        var claims = rules.claims().stream()
                .filter(claim -> unreadable(claim.text(), embedder).isEmpty())
                .toList();
        var vectors = vectors(claims, embedder);
        var said = new Sieve(embedder::embed)
                .embed(spoken.stream()
                        .map(message -> Folding.plain(message.content()))
                        .toList());
        var flags = new ArrayList<Flag>();
        for (int i = 0; i < said.size(); i++) {
            switch (said.get(i)) {
                case Result.Vector vector -> flags.addAll(nearest(spoken.get(i), vector.numbers(), claims, vectors));
                case Result.Refused refused -> unread.put(spoken.get(i).messageId(), refused.reason());
            }
        }
        return new Compared(flags, unread);
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
            double score = Math.min(1, product(said, vectors.get(claim.text())));
            if (score >= least) {
                var flag = new Flag(
                        message.messageId(), message.authorId(), claim.reason(), score, Optional.of(claim.text()));
                best.merge(claim.reason(), flag, (one, other) -> one.score() >= other.score() ? one : other);
            }
        }
        return List.copyOf(best.values());
    }

    /** Makes the vectors of new claims. One thread makes them, and the others wait. */
    private Map<String, float[]> vectors(List<Claim> claims, Embedder embedder)
            throws TaskFailure, IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            var before = model.equals(embedder.model()) ? known : Map.<String, float[]>of();
            var texts = claims.stream().map(Claim::text).distinct().toList();
            var fresh = texts.stream().filter(text -> !before.containsKey(text)).toList();
            var made = embed(fresh.stream().map(Folding::plain).toList(), embedder);
            var all = new HashMap<String, float[]>();
            texts.stream().filter(before::containsKey).forEach(text -> all.put(text, before.get(text)));
            for (int i = 0; i < fresh.size(); i++) {
                all.put(fresh.get(i), made.get(i));
            }
            known = all;
            model = embedder.model();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private static List<float[]> embed(List<String> texts, Embedder embedder)
            throws TaskFailure, IOException, InterruptedException {
        var vectors = new ArrayList<float[]>(texts.size());
        for (int i = 0; i < texts.size(); i += Embedder.MAX_TEXTS) {
            vectors.addAll(embedder.embed(texts.subList(i, Math.min(i + Embedder.MAX_TEXTS, texts.size()))));
        }
        return vectors;
    }

    private static double product(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
