package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.cloud.tasks.v2.OidcToken;
import dev.handoff.tool.emulator.Faults;
import dev.handoff.tool.emulator.Live;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.InvalidJwtSignatureException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether targets can tell the emulator's tokens from forged ones, with nothing but its address. */
class TokenTest {

    private static final String EMAIL = "invoker@p.iam.gserviceaccount.com";
    private static final String AUDIENCE = "https://service.example";

    private final Live live = new Live(Live::ok);

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void tokenIsVerifiedByDiscovery() throws Exception {
        var before = Instant.now().getEpochSecond();

        var claims = verifier().processToClaims(token(AUDIENCE));

        assertThat(claims.getIssuer()).isEqualTo(live.emulator.address());
        assertThat(claims.getStringClaimValue("email")).isEqualTo(EMAIL);
        assertThat(claims.getClaimValue("email_verified")).isEqualTo(true);
        assertThat(claims.getSubject()).isEqualTo(claims.getStringClaimValue("azp"));
        assertThat(claims.getIssuedAt().getValue()).isGreaterThanOrEqualTo(before);
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(Duration.ofHours(1).toSeconds());
    }

    @Test
    void withoutAnAudienceItIsTheTarget() throws Exception {
        assertThat(unverified(token("")).getAudience()).containsExactly(live.target.address() + "/work");
    }

    @Test
    void forgedTokenIsSignedByAnotherKey() {
        live.emulator.inject(Faults.NONE.with("token", "forged"));

        assertThatExceptionOfType(InvalidJwtSignatureException.class)
                .isThrownBy(() -> verifier().processToClaims(token(AUDIENCE)));
    }

    @Test
    void expiredTokenIsExpired() {
        live.emulator.inject(Faults.NONE.with("token", "expired"));

        assertThatExceptionOfType(InvalidJwtException.class)
                .isThrownBy(() -> verifier().processToClaims(token(AUDIENCE)))
                .matches(InvalidJwtException::hasExpired);
    }

    @Test
    void tokenForSomebodyElseNamesSomebodyElse() {
        live.emulator.inject(Faults.NONE.with("token", "wrong-audience"));

        assertThatExceptionOfType(InvalidJwtException.class)
                .isThrownBy(() -> verifier().processToClaims(token(AUDIENCE)))
                .matches(failure -> failure.hasErrorCode(org.jose4j.jwt.consumer.ErrorCodes.AUDIENCE_INVALID));
    }

    @Test
    void tokenOfAnotherAccountIsGenuineOtherwise() throws Exception {
        live.emulator.inject(Faults.NONE.with("token", "wrong-email"));

        var claims = verifier().processToClaims(token(AUDIENCE));

        assertThat(claims.getStringClaimValue("email")).isEqualTo("somebody-else@p.iam.gserviceaccount.com");
    }

    private String token(String audience) {
        live.client.createTask(
                Live.QUEUE,
                live.task()
                        .setHttpRequest(live.request()
                                .setOidcToken(OidcToken.newBuilder()
                                        .setServiceAccountEmail(EMAIL)
                                        .setAudience(audience)))
                        .build());
        await().until(() -> !live.target.requests.isEmpty());
        var header =
                live.target.requests.getLast().headers().get("Authorization").getFirst();
        assertThat(header).startsWith("Bearer ");
        return header.substring("Bearer ".length());
    }

    private JwtConsumer verifier() {
        var discovery = new JsonObject(
                live.http("GET", "/.well-known/openid-configuration", "").body());
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new HttpsJwksVerificationKeyResolver(new HttpsJwks(discovery.getString("jwks_uri"))))
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "RS256"))
                .setExpectedIssuer(discovery.getString("issuer"))
                .setExpectedAudience(AUDIENCE)
                .setRequireExpirationTime()
                .build();
    }

    private static JwtClaims unverified(String token) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setSkipSignatureVerification()
                .setSkipDefaultAudienceValidation()
                .build()
                .processToClaims(token);
    }
}
