package dev.handoff.kit.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;

/**
 * Where a provider does what.
 *
 * @param authorization where people log in
 * @param token where codes are changed for tokens
 * @param keys that its tokens are signed with, fetched when one is needed
 * @param takesBasic whether it is shown the secret in a header, as by default, and not in the body
 */
record Endpoints(URI authorization, String token, HttpsJwks keys, boolean takesBasic) {

    private static final int MAX_KEY_BYTES = 512 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MIN_TIME_BETWEEN_FETCHES = Duration.ofMinutes(1);

    /** @throws ProviderRefused if the document is another provider's, or lacks something */
    static Endpoints of(JsonNode document, String issuer) throws ProviderRefused {
        var named = document.path("issuer").asText();
        if (!named.equals(issuer)) {
            throw new ProviderRefused("the provider at " + issuer + " calls itself " + named
                    + "; write the issuer as it does, to the last slash");
        }
        return new Endpoints(
                URI.create(address(document, "authorization_endpoint")),
                address(document, "token_endpoint"),
                keys(address(document, "jwks_uri")),
                takesBasic(document.path("token_endpoint_auth_methods_supported")));
    }

    private static String address(JsonNode document, String name) throws ProviderRefused {
        var text = document.path(name).asText();
        if (!text.matches("https?://[!-~]+")) {
            throw new ProviderRefused("the provider's description has no " + name);
        }
        return text;
    }

    private static boolean takesBasic(JsonNode methods) {
        return !methods.isArray()
                || StreamSupport.stream(methods.spliterator(), false)
                        .anyMatch(method -> method.asText().equals("client_secret_basic"));
    }

    private static HttpsJwks keys(String address) {
        var get = new Get();
        get.setResponseBodySizeLimit(MAX_KEY_BYTES);
        get.setConnectTimeout((int) PATIENCE.toMillis());
        get.setReadTimeout((int) PATIENCE.toMillis());
        get.setRetries(0);
        var keys = new HttpsJwks(address);
        keys.setSimpleHttpGet(get);
        keys.setRefreshReprieveThreshold(MIN_TIME_BETWEEN_FETCHES.toMillis());
        return keys;
    }
}
