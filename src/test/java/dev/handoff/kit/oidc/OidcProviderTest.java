package dev.handoff.kit.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcProviderTest {

    private static final URI BACK = URI.create("https://tasks.example.com/ops/login/oidc/callback");

    private final TestProvider provider = new TestProvider();

    @AfterAll
    void close() {
        provider.close();
    }

    @Test
    void personIsKnownByTheClaimsOfTheToken() throws Exception {
        provider.knows("anna", it -> {
            it.setStringListClaim("groups", List.of("platform", "staff"));
            it.setStringClaim("preferred_username", "anna@example.com");
        });

        var account = logIn(client(), "anna");

        assertThat(account.subject()).isEqualTo("id-of-anna");
        assertThat(account.claims().path("groups")).hasSize(2);
        assertThat(account.name()).isEqualTo("anna@example.com (oidc:id-of-anna)");
    }

    @Test
    void requestHasWhatTiesItToTheBrowser() throws Exception {
        var handshake = Handshake.begin();
        var asked = TestProvider.parameters(client().address(handshake, BACK));

        assertThat(asked)
                .containsEntry("realm", "test")
                .containsEntry("response_type", "code")
                .containsEntry("client_id", TestProvider.CLIENT)
                .containsEntry("redirect_uri", BACK.toString())
                .containsEntry("scope", "openid profile email")
                .containsEntry("state", handshake.state())
                .containsEntry("nonce", handshake.nonce())
                .containsEntry("code_challenge_method", "S256")
                .doesNotContainValue(handshake.verifier());
        assertThat(Handshake.begin()).isNotEqualTo(handshake);
    }

    static Stream<Arguments> deviations() {
        return Stream.of(
                deviation("nonce differs", it -> it.setClaim("nonce", "another")),
                deviation("nonce differs", it -> it.unsetClaim("nonce")),
                deviation("another program", it -> it.setAudience("another")),
                deviation("another program", it -> it.setClaim("azp", "another")),
                deviation("another program", it -> it.setAudience(TestProvider.CLIENT, "another")),
                deviation("another provider", it -> it.setIssuer("https://another.example")),
                deviation("expired", it -> it.setExpirationTime(NumericDate.fromSeconds(1_000_000_000))),
                deviation("missing", it -> it.unsetClaim("exp")),
                deviation("missing", it -> it.unsetClaim("iat")),
                deviation("missing", it -> it.unsetClaim("sub")),
                deviation("subject", it -> it.setSubject("anna\nevent=forged")));
    }

    private static Arguments deviation(String reason, Consumer<JwtClaims> change) {
        return Arguments.of(reason, change);
    }

    @ParameterizedTest
    @MethodSource("deviations")
    void tokenThatDeviatesIsRefused(String reason, Consumer<JwtClaims> change) {
        provider.knows("deviant", change);

        assertThatThrownBy(() -> logIn(client(), "deviant"))
                .isInstanceOf(ProviderRefused.class)
                .hasMessageContaining(reason);
    }

    @Test
    void tokenOfSeveralAudiencesIsGoodIfItWasMadeForThisProgram() throws Exception {
        provider.knows("both", it -> {
            it.setAudience("another", TestProvider.CLIENT);
            it.setClaim("azp", TestProvider.CLIENT);
        });

        assertThat(logIn(client(), "both").subject()).isEqualTo("id-of-both");
    }

    @Test
    void forgedTokenIsRefusedWithoutBeingTold() {
        provider.answers("forged", it -> TestProvider.signed(it, TestProvider.key()));

        assertThatThrownBy(() -> logIn(client(), "forged"))
                .isInstanceOf(ProviderRefused.class)
                .hasMessageContaining("signature")
                .hasMessageNotContaining("eyJ");
    }

    @Test
    void tokenWithoutASignatureOfTheProvidersOwnIsRefused() {
        provider.answers("unsigned", it -> base64("{\"alg\":\"none\"}") + "." + base64(it.toJson()) + ".");
        provider.answers("shared", OidcProviderTest::signedBySecret);

        assertThatThrownBy(() -> logIn(client(), "unsigned")).isInstanceOf(ProviderRefused.class);
        assertThatThrownBy(() -> logIn(client(), "shared")).isInstanceOf(ProviderRefused.class);
    }

    private static String signedBySecret(JwtClaims claims) {
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setDoKeyValidation(false);
        token.setKey(new HmacKey(TestProvider.SECRET.getBytes(StandardCharsets.UTF_8)));
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void wrongSecretIsToldInTheProvidersWordsAndNotShown() {
        provider.knows("anna", _ -> {});
        var client = client(registration(provider.issuer(), Optional.of("a wrong one")));

        assertThatThrownBy(() -> logIn(client, "anna"))
                .isInstanceOf(ProviderRefused.class)
                .hasMessageContainingAll("401", "No client has this secret")
                .hasMessageNotContaining("a wrong one");
    }

    @Test
    void codeOfAnotherBrowserIsRefused() throws Exception {
        provider.knows("anna", _ -> {});
        var client = client();
        var code = code(client, Handshake.begin(), "anna");

        assertThatThrownBy(() -> client.account(Handshake.begin(), code, BACK))
                .isInstanceOf(ProviderRefused.class)
                .hasMessageContaining("Nobody was given this code");
    }

    @Test
    void secretGoesIntoTheBodyWhereTheProviderWantsItThere() throws Exception {
        try (var other = new TestProvider().knows("anna", _ -> {})) {
            other.description.putArray("token_endpoint_auth_methods_supported").add("client_secret_post");

            assertThat(logIn(client(registration(other.issuer(), Optional.of(TestProvider.SECRET))), "anna"))
                    .isNotNull();
        }
    }

    @Test
    void programWithoutASecretProvesItselfByItsVerifier() throws Exception {
        try (var other = new TestProvider().knows("anna", _ -> {})) {
            other.description.putArray("token_endpoint_auth_methods_supported").add("none");

            assertThat(logIn(client(registration(other.issuer(), Optional.empty())), "anna"))
                    .isNotNull();
        }
    }

    @Test
    void providerThatCallsItselfOtherwiseIsRefused() {
        var client = client(registration(provider.issuer() + "/", Optional.empty()));

        assertThatThrownBy(() -> client.address(Handshake.begin(), BACK))
                .isInstanceOf(ProviderRefused.class)
                .hasMessageContaining("calls itself " + provider.issuer());
    }

    @Test
    void providerThatIsAwayIsToldApartFromOneThatRefuses() throws Exception {
        var gone = new TestProvider();
        gone.close();
        var client = client(registration(gone.issuer(), Optional.empty()));

        assertThatThrownBy(() -> client.address(Handshake.begin(), BACK))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(gone.issuer());
        assertThatThrownBy(client::probe).isInstanceOf(IOException.class);
        assertThat(client().probe()).isEqualTo("people of " + provider.issuer() + ", by 1 keys");
    }

    private OidcProvider client() {
        return client(registration(provider.issuer(), Optional.of(TestProvider.SECRET)));
    }

    private static OidcProvider client(Registration registration) {
        return new OidcProvider(registration, Clock.systemUTC());
    }

    private static Registration registration(String issuer, Optional<String> secret) {
        return new Registration(issuer, TestProvider.CLIENT, secret, "openid profile email");
    }

    private static Account logIn(OidcProvider client, String person) throws Exception {
        var handshake = Handshake.begin();
        return client.account(handshake, code(client, handshake, person), BACK);
    }

    private static String code(OidcProvider client, Handshake handshake, String person) throws Exception {
        var back = TestProvider.logIn(client.address(handshake, BACK).toString(), person);
        return TestProvider.parameters(back).get("code");
    }
}
