package dev.handoff.edge.live;

import dev.handoff.edge.http.ApiConfig;
import dev.handoff.edge.http.Signer;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;

/**
 * Signs short-lived tokens for one {@link Scope}, and reads them: JWTs with HMAC-SHA256, whose key all instances make of the same
 * secret. Nothing is stored, so a token can't be taken back before it ends.
 */
@ApplicationScoped
public class ScopedTokens {

    static final int MIN_SECRET_LENGTH = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String TYPE = "live+jwt";
    private static final String PURPOSE = "handoff live token 1";
    private static final String TASKS = "tasks";
    private static final String GROUPS = "groups";
    private static final String SUBJECTS = "subjects";

    private final LiveConfig config;
    private final Clock clock;
    private final byte[] secret;
    private final Signer signer;

    ScopedTokens(LiveConfig config, ApiConfig api, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.secret = config.secret()
                .or(api::key)
                .filter(text -> !text.isBlank())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseGet(ScopedTokens::random);
        this.signer = signer(TYPE, PURPOSE);
    }

    void check(@Observes StartupEvent start) {
        config.secret().filter(text -> text.length() < MIN_SECRET_LENGTH).ifPresent(text -> {
            throw new ConfigurationException("HANDOFF_LIVE_SECRET has " + text.length()
                    + " characters, which can be guessed; set one of at least " + MIN_SECRET_LENGTH);
        });
    }

    /**
     * A token, and how long it is good for.
     *
     * @param until in whole seconds
     */
    record Signed(String token, Instant until) {}

    Signed sign(Scope scope, Duration ttl) {
        var until = clock.instant().plus(ttl);
        var claims = new JwtClaims();
        claims.setExpirationTime(NumericDate.fromSeconds(until.getEpochSecond()));
        claims.setStringListClaim(TASKS, texts(scope.tasks()));
        claims.setStringListClaim(GROUPS, texts(scope.groups()));
        claims.setStringListClaim(SUBJECTS, texts(scope.subjects()));
        return new Signed(signer.sign(claims), Instant.ofEpochSecond(until.getEpochSecond()));
    }

    /**
     * A scope that was signed here or by an instance with the same secret.
     *
     * @param until when the token ends, and what was opened with it
     */
    public record Grant(Scope scope, Instant until) {}

    /** Empty if the token is not one of ours, has ended, or was changed. */
    Optional<Grant> read(String token) {
        return signer.read(token).flatMap(ScopedTokens::grant);
    }

    private static Optional<Grant> grant(JwtClaims claims) {
        try {
            return Optional.of(new Grant(
                    new Scope(
                            read(claims, TASKS, TaskId::parse),
                            read(claims, GROUPS, GroupId::parse),
                            read(claims, SUBJECTS, Function.identity())),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue())));
        } catch (MalformedClaimException refused) {
            return Optional.empty();
        }
    }

    private static <T> Set<T> read(JwtClaims claims, String name, Function<String, T> parse)
            throws MalformedClaimException {
        return claims.getStringListClaimValue(name).stream().map(parse).collect(Collectors.toSet());
    }

    private static List<String> texts(Set<?> ids) {
        return ids.stream().map(Object::toString).sorted().toList();
    }

    /**
     * Signs for one purpose, on all instances with the same key; another one than the secret itself, which opens everything.
     *
     * @param type of the JWTs
     */
    public Signer signer(String type, String purpose) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return new Signer(new HmacKey(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8))), type, clock);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    private static byte[] random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
