package dev.handoff.edge.http;

import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Makes tokens as Google does, and as others try to. */
final class Tokens {

    static final String ACCOUNT = "queue@radio.iam.gserviceaccount.com";
    static final String AUDIENCE = "https://api.example.com";
    static final RsaJsonWebKey KEY = key("1");
    static final RsaJsonWebKey OTHER_KEY = key("1");

    private Tokens() {}

    /** Where Google's public keys are. */
    static LocalServer keys() {
        var keys = new JsonWebKeySet(KEY).toJson(OutputControlLevel.PUBLIC_ONLY);
        return new LocalServer(_ -> Answer.json(200, keys));
    }

    static String genuine() {
        return of(ACCOUNT);
    }

    static String of(String account) {
        return signed(claims(it -> it.setClaim("email", account)));
    }

    static String forged() {
        return signed(OTHER_KEY, AlgorithmIdentifiers.RSA_USING_SHA256, claims(_ -> {}));
    }

    static JwtClaims claims(Consumer<JwtClaims> change) {
        var claims = new JwtClaims();
        claims.setIssuer("https://accounts.google.com");
        claims.setAudience(AUDIENCE);
        claims.setSubject("1234567890");
        claims.setIssuedAtToNow();
        claims.setExpirationTime(in(3600));
        claims.setClaim("email", ACCOUNT);
        claims.setClaim("email_verified", true);
        change.accept(claims);
        return claims;
    }

    static NumericDate in(long seconds) {
        return NumericDate.fromSeconds(NumericDate.now().getValue() + seconds);
    }

    static String signed(JwtClaims claims) {
        return signed(KEY, AlgorithmIdentifiers.RSA_USING_SHA256, claims);
    }

    static String signed(RsaJsonWebKey key, String algorithm, JwtClaims claims) {
        try {
            var token = new JsonWebSignature();
            token.setAlgorithmHeaderValue(algorithm);
            token.setKeyIdHeaderValue(key.getKeyId());
            token.setKey(key.getPrivateKey());
            token.setPayload(claims.toJson());
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static RsaJsonWebKey key(String id) {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
