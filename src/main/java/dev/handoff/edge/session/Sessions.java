package dev.handoff.edge.session;

import dev.handoff.edge.http.ApiKeys;
import dev.handoff.edge.live.ScopedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** Signs sessions, and reads them. */
@ApplicationScoped
class Sessions {

    /** A working day, and a bit. */
    static final Duration LIFETIME = Duration.ofHours(12);

    private static final String ISSUER = "handoff";
    private static final String TYPE = "session+jwt";

    private final ApiKeys keys;
    private final Clock clock;
    private final Key key;

    Sessions(ApiKeys keys, ScopedTokens tokens, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.key = tokens.keyFor("handoff session 1");
    }

    /** @param until in whole seconds */
    record Session(ApiKeys.Key holder, Instant until) {}

    /** A session as its cookie has it. */
    record Signed(String text, Session session) {}

    Signed begin(ApiKeys.Key holder) {
        long until = clock.instant().plus(LIFETIME).getEpochSecond();
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(holder.name());
        claims.setExpirationTime(NumericDate.fromSeconds(until));
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setHeader("typ", TYPE);
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        try {
            return new Signed(signature.getCompactSerialization(), new Session(holder, Instant.ofEpochSecond(until)));
        } catch (JoseException impossible) {
            throw new IllegalStateException("this machine can't sign with HMAC-SHA256", impossible);
        }
    }

    /** Empty if it is not one of ours, has ended, or its key is gone. */
    Optional<Session> read(String text) {
        try {
            var claims = new JwtConsumerBuilder()
                    .setVerificationKey(key)
                    .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                    .setExpectedIssuer(ISSUER)
                    .setExpectedType(true, TYPE)
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(text);
            var until = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            return keys.named(claims.getSubject()).map(holder -> new Session(holder, until));
        } catch (InvalidJwtException | MalformedClaimException refused) {
            return Optional.empty();
        }
    }
}
