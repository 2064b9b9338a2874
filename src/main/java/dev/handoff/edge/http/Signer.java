package dev.handoff.edge.http;

import java.security.Key;
import java.time.Clock;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Signs claims as JWTs with HMAC-SHA256, and reads those that have not ended.
 *
 * @param type of the JWT, so that none is taken for one of another use
 */
public record Signer(Key key, String type, Clock clock) {

    private static final String ISSUER = "handoff";

    /** @param claims with the time of their end */
    public String sign(JwtClaims claims) {
        claims.setIssuer(ISSUER);
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setHeader("typ", type);
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException("this machine can't sign with HMAC-SHA256", impossible);
        }
    }

    /** Empty if the token is not one of ours, has ended, or was changed. */
    public Optional<JwtClaims> read(String token) {
        try {
            return Optional.of(new JwtConsumerBuilder()
                    .setVerificationKey(key)
                    .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                    .setExpectedIssuer(ISSUER)
                    .setExpectedType(true, type)
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token));
        } catch (InvalidJwtException refused) {
            return Optional.empty();
        }
    }
}
