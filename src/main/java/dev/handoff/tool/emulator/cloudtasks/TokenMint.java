package dev.handoff.tool.emulator.cloudtasks;

import com.google.cloud.tasks.v2.HttpRequest;
import com.google.cloud.tasks.v2.OidcToken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Makes the tokens by which targets know who calls; the claims are those of Google's tokens for service accounts. */
final class TokenMint {

    private static final int KEY_BITS = 2048;
    private static final Duration VALID = Duration.ofHours(1);
    private static final Duration LONG_AGO = Duration.ofHours(2);

    private final Supplier<String> issuer;
    private final Timeline timeline;
    private final Mischief mischief;
    // Both are made when they are first needed, since making one takes a while.
    private Optional<RsaJsonWebKey> key = Optional.empty();
    private Optional<RsaJsonWebKey> forgersKey = Optional.empty();

    /** @param issuer asked for each token, since the address is known only when the emulator listens */
    TokenMint(Supplier<String> issuer, Timeline timeline, Mischief mischief) {
        this.issuer = issuer;
        this.timeline = timeline;
        this.mischief = mischief;
    }

    private static RsaJsonWebKey newKey(String id) {
        try {
            var key = RsaJwkGenerator.generateJwk(KEY_BITS);
            key.setKeyId(id);
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException("this JVM can't make RSA keys", e);
        }
    }

    /** What verifiers read first: OpenID Connect Discovery 1.0, section 3. */
    JsonObject discovery() {
        return new JsonObject()
                .put("issuer", issuer.get())
                .put("jwks_uri", issuer.get() + "/jwks")
                .put("response_types_supported", new JsonArray().add("id_token"))
                .put("subject_types_supported", new JsonArray().add("public"))
                .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"));
    }

    /** What signatures are checked with, as a JSON Web Key Set. */
    String publicKeys() {
        return new JsonWebKeySet(key()).toJson();
    }

    /** The value of the header {@code Authorization}, new for each push; empty if the task wants none. */
    Optional<String> authorization(HttpRequest request) {
        return switch (request.getAuthorizationHeaderCase()) {
            case OIDC_TOKEN -> Optional.of("Bearer " + identity(request.getOidcToken(), request.getUrl()));
            // Only Google can read an access token, so any text will do.
            case OAUTH_TOKEN -> Optional.of("Bearer ya29.emulator-" + UUID.randomUUID());
            case AUTHORIZATIONHEADER_NOT_SET -> Optional.empty();
        };
    }

    private String identity(OidcToken wanted, String url) {
        var fault = mischief.token();
        var audience = wanted.getAudience().isEmpty() ? url : wanted.getAudience();
        var email = wanted.getServiceAccountEmail();
        return switch (fault) {
            case NONE -> signed(key(), claims(audience, email, Duration.ZERO));
            case FORGED -> signed(forgersKey(), claims(audience, email, Duration.ZERO));
            case EXPIRED -> signed(key(), claims(audience, email, LONG_AGO));
            case WRONG_AUDIENCE -> signed(key(), claims("https://somebody-else.example", email, Duration.ZERO));
            case WRONG_EMAIL -> signed(key(), claims(audience, "somebody-else@" + domain(email), Duration.ZERO));
        };
    }

    private RsaJsonWebKey key() {
        if (key.isEmpty()) {
            key = Optional.of(newKey(UUID.randomUUID().toString()));
        }
        return key.get();
    }

    private RsaJsonWebKey forgersKey() {
        if (forgersKey.isEmpty()) {
            forgersKey = Optional.of(newKey(key().getKeyId()));
        }
        return forgersKey.get();
    }

    private JwtClaims claims(String audience, String email, Duration age) {
        var issuedAt = timeline.now().minus(age);
        // Of a real account both are the same number of 21 digits.
        var subject = Integer.toUnsignedString(email.hashCode());
        var claims = new JwtClaims();
        claims.setIssuer(issuer.get());
        claims.setAudience(audience);
        claims.setSubject(subject);
        claims.setStringClaim("azp", subject);
        claims.setStringClaim("email", email);
        claims.setClaim("email_verified", true);
        claims.setIssuedAt(NumericDate.fromSeconds(issuedAt.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(issuedAt.plus(VALID).getEpochSecond()));
        return claims;
    }

    private static String domain(String email) {
        return email.substring(email.indexOf('@') + 1);
    }

    private static String signed(RsaJsonWebKey key, JwtClaims claims) {
        try {
            var token = new JsonWebSignature();
            token.setHeader("typ", "JWT");
            token.setKeyIdHeaderValue(key.getKeyId());
            token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            token.setPayload(claims.toJson());
            token.setKey(key.getPrivateKey());
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("this JVM can't sign with RSA", e);
        }
    }
}
