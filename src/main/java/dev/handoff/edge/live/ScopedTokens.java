package dev.handoff.edge.live;

import dev.handoff.edge.http.ApiConfig;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.Key;
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
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * Signs short-lived tokens for one {@link Scope}, and reads them: JWTs with HMAC-SHA256, whose key all instances make of the same
 * secret. Nothing is stored, so a token can't be taken back before it ends.
 */
@ApplicationScoped
public class ScopedTokens {

    static final int MIN_SECRET_LENGTH = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String ISSUER = "handoff";
    private static final String TYPE = "live+jwt";
    private static final String PURPOSE = "handoff live token 1";
    private static final String TASKS = "tasks";
    private static final String GROUPS = "groups";
    private static final String SUBJECTS = "subjects";

    private final LiveConfig config;
    private final Clock clock;
    private final byte[] secret;
    private final Key key;

    ScopedTokens(LiveConfig config, ApiConfig api, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.secret = config.secret()
                .or(api::key)
                .filter(text -> !text.isBlank())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseGet(ScopedTokens::random);
        this.key = keyFor(PURPOSE);
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
        claims.setIssuer(ISSUER);
        claims.setExpirationTime(NumericDate.fromSeconds(until.getEpochSecond()));
        claims.setStringListClaim(TASKS, texts(scope.tasks()));
        claims.setStringListClaim(GROUPS, texts(scope.groups()));
        claims.setStringListClaim(SUBJECTS, texts(scope.subjects()));
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setHeader("typ", TYPE);
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        try {
            return new Signed(signature.getCompactSerialization(), Instant.ofEpochSecond(until.getEpochSecond()));
        } catch (JoseException impossible) {
            throw new IllegalStateException("this machine can't sign with HMAC-SHA256", impossible);
        }
    }

    /**
     * A scope that was signed here or by an instance with the same secret.
     *
     * @param until when the token ends, and what was opened with it
     */
    public record Grant(Scope scope, Instant until) {}

    /** Empty if the token is not one of ours, has ended, or was changed. */
    Optional<Grant> read(String token) {
        try {
            var claims = new JwtConsumerBuilder()
                    .setVerificationKey(key)
                    .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                    .setExpectedIssuer(ISSUER)
                    .setExpectedType(true, TYPE)
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token);
            return Optional.of(new Grant(
                    new Scope(
                            read(claims, TASKS, TaskId::parse),
                            read(claims, GROUPS, GroupId::parse),
                            read(claims, SUBJECTS, Function.identity())),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue())));
        } catch (InvalidJwtException | MalformedClaimException refused) {
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

    /** A key for one purpose, the same on all instances; another one than the secret itself, which opens everything. */
    public Key keyFor(String purpose) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return new HmacKey(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
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
