package dev.handoff.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens are made as an attacker could make them, against a source of keys on this machine. */
class OidcVerifierTest {

    private final LocalServer google = Tokens.keys();
    private final OidcVerifier verifier = verifier(google.address());

    @AfterEach
    void close() {
        google.close();
    }

    @Test
    void tokenOfGoogleNamesItsAccount() {
        assertThat(verifier.account(Tokens.signed(Tokens.claims(_ -> {})), true))
                .contains(Tokens.ACCOUNT);
    }

    @Test
    void bothSpellingsOfTheIssuerAreGenuine() {
        assertThat(verifier.account(Tokens.signed(Tokens.claims(it -> it.setIssuer("accounts.google.com"))), true))
                .contains(Tokens.ACCOUNT);
    }

    @Test
    void issuersClockMayBeALittleAhead() {
        assertThat(verifier.account(Tokens.signed(Tokens.claims(it -> it.setNotBefore(Tokens.in(20)))), true))
                .contains(Tokens.ACCOUNT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://accounts.google.com.evil.example",
                "https://accounts.google.com/",
                "http://accounts.google.com",
                ""
            })
    void otherIssuersAreRefused(String issuer) {
        refused(Tokens.signed(Tokens.claims(it -> it.setIssuer(issuer))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.example.com/", "https://other.example.com", "api.example.com", ""})
    void tokensForOthersAreRefused(String audience) {
        refused(Tokens.signed(Tokens.claims(it -> it.setAudience(audience))));
    }

    @Test
    void expiredTokenIsRefused() {
        refused(Tokens.signed(Tokens.claims(it -> it.setExpirationTime(Tokens.in(-60)))));
    }

    @Test
    void tokenThatIsNotYetValidIsRefused() {
        refused(Tokens.signed(Tokens.claims(it -> it.setNotBefore(Tokens.in(120)))));
    }

    @ParameterizedTest
    @ValueSource(longs = {120, 300, 315_360_000})
    void tokenFromTheFutureIsRefused(long seconds) {
        refused(Tokens.signed(Tokens.claims(it -> it.setIssuedAt(Tokens.in(seconds)))));
    }

    @Test
    void tokenFromAnotherDayIsRefused() {
        refused(Tokens.signed(Tokens.claims(it -> it.setIssuedAt(Tokens.in(-2 * 86_400)))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2 * 86_400, 315_360_000, 1e300})
    void tokenThatIsValidForLongerThanADayIsRefused(double seconds) {
        refused(Tokens.signed(
                Tokens.claims(it -> it.setClaim("exp", Tokens.in(0).getValue() + seconds))));
    }

    @Test
    void tokenThatIsValidForADayIsNot() {
        assertThat(verifier.account(Tokens.signed(Tokens.claims(it -> it.setExpirationTime(Tokens.in(86_000)))), true))
                .contains(Tokens.ACCOUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "exp", "iat", "sub", "email", "email_verified"})
    void everyClaimIsNeeded(String claim) {
        refused(Tokens.signed(Tokens.claims(it -> it.unsetClaim(claim))));
    }

    @Test
    void unverifiedAddressIsRefused() {
        refused(Tokens.signed(Tokens.claims(it -> it.setClaim("email_verified", false))));
        refused(Tokens.signed(Tokens.claims(it -> it.setClaim("email_verified", "true"))));
    }

    @Test
    void signatureOfAnotherKeyIsRefused() {
        refused(Tokens.signed(Tokens.OTHER_KEY, AlgorithmIdentifiers.RSA_USING_SHA256, Tokens.claims(_ -> {})));
    }

    @Test
    void changedTokenIsRefused() {
        var parts = Tokens.signed(Tokens.claims(_ -> {})).split("\\.");
        var forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Tokens.claims(it -> it.setClaim("email", "admin@radio.iam.gserviceaccount.com"))
                        .toJson()
                        .getBytes(StandardCharsets.UTF_8));

        refused(parts[0] + "." + forged + "." + parts[2]);
    }

    @Test
    void unsignedTokenIsRefused() throws JoseException {
        var token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        token.setPayload(Tokens.claims(_ -> {}).toJson());

        refused(token.getCompactSerialization());
    }

    @Test
    void publicKeyIsNoSharedSecret() throws JoseException {
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setKeyIdHeaderValue("1");
        token.setKey(new HmacKey(Tokens.KEY.getPublicKey().getEncoded()));
        token.setPayload(Tokens.claims(_ -> {}).toJson());

        refused(token.getCompactSerialization());
    }

    @Test
    void otherAlgorithmOfTheRightKeyIsRefused() {
        refused(Tokens.signed(Tokens.KEY, AlgorithmIdentifiers.RSA_USING_SHA512, Tokens.claims(_ -> {})));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "eyJhbGciOiJSUzI1NiJ9..", "eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "..", ""})
    void whateverIsNoTokenIsRefused(String text) {
        refused(text);
    }

    @Test
    void keysAreFetchedOnceForManyTokens() {
        for (int i = 0; i < 20; i++) {
            verifier.account(Tokens.signed(Tokens.claims(_ -> {})), true);
        }

        assertThat(google.requests).hasSize(1);
    }

    @Test
    void unknownKeysAreNotLookedForAgainAndAgain() {
        var key = Tokens.key("unknown");
        for (int i = 0; i < 20; i++) {
            key.setKeyId("unknown-" + i);
            refused(Tokens.signed(key, AlgorithmIdentifiers.RSA_USING_SHA256, Tokens.claims(_ -> {})));
        }

        assertThat(google.requests).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void absentSourceOfKeysLetsNobodyIn() {
        google.close();

        refused(Tokens.signed(Tokens.claims(_ -> {})));
    }

    @Test
    void enormousKeySetIsNotRead() {
        try (var endless = new LocalServer(_ -> new Answer(200, Map.of(), new byte[2 * 1024 * 1024]))) {
            assertThat(verifier(endless.address()).account(Tokens.signed(Tokens.claims(_ -> {})), true))
                    .isEmpty();
        }
    }

    @Test
    void onlyListedAccountsAreInvokers() {
        assertThat(verifier.isInvoker(Tokens.ACCOUNT)).isTrue();
        assertThat(verifier.isInvoker("other@radio.iam.gserviceaccount.com")).isFalse();
    }

    @Test
    void tokenThatCloudRunHasCheckedIsTakenAtItsWord() {
        var behind = behindCloudRun();

        assertThat(behind.account(stripped(Tokens.claims(_ -> {})), true)).contains(Tokens.ACCOUNT);
        assertThat(behind.account(stripped(Tokens.claims(it -> it.setAudience("https://service.run.app"))), true))
                .contains(Tokens.ACCOUNT);
    }

    @Test
    void tokenBesideTheOneThatCloudRunHasCheckedIsNot() {
        assertThat(behindCloudRun().account(stripped(Tokens.claims(_ -> {})), false))
                .isEmpty();
    }

    @Test
    void missingSignatureIsNoReasonToBelieveElsewhere() {
        refused(stripped(Tokens.claims(_ -> {})));
    }

    @Test
    void signedTokensAreCheckedBehindCloudRunToo() {
        var behind = behindCloudRun();

        assertThat(behind.account(Tokens.forged(), true)).isEmpty();
        assertThat(behind.account(stripped(Tokens.claims(it -> it.setExpirationTime(Tokens.in(-60)))), true))
                .isEmpty();
        assertThat(behind.account(stripped(Tokens.claims(it -> it.unsetClaim("email"))), true))
                .isEmpty();
    }

    @Test
    void isOffWithoutInvokers() {
        assertThat(verifier(Map.of()).isOn()).isFalse();
        assertThat(verifier.isOn()).isTrue();
    }

    private void refused(String token) {
        assertThat(verifier.account(token, true)).isEmpty();
    }

    private OidcVerifier behindCloudRun() {
        return verifier(Map.of(
                "TASKS_INVOKERS",
                Tokens.ACCOUNT,
                "TASKS_URL_BASE",
                Tokens.AUDIENCE,
                "TASKS_OIDC_JWKS_URL",
                google.address(),
                "TASKS_OIDC_CHECKED_BY",
                "cloud-run"));
    }

    /** As Cloud Run passes it on. */
    private static String stripped(JwtClaims claims) {
        var signed = Tokens.signed(claims);
        return signed.substring(0, signed.lastIndexOf('.')) + ".SIGNATURE_REMOVED_BY_GOOGLE";
    }

    private static OidcVerifier verifier(String keys) {
        return verifier(Map.of(
                "TASKS_INVOKERS", Tokens.ACCOUNT,
                "TASKS_URL_BASE", Tokens.AUDIENCE,
                "TASKS_OIDC_JWKS_URL", keys + "/certs"));
    }

    private static OidcVerifier verifier(Map<String, String> variables) {
        return new OidcVerifier(Settings.of(OidcConfig.class, variables));
    }
}
