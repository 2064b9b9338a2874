package dev.handoff.kit.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.kit.net.WebRequests;
import dev.handoff.kit.provider.WebService;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.lang.JoseException;

/**
 * Asks a provider who somebody is. Every method blocks while it asks, for ten seconds at most each time, and throws
 *
 * <ul>
 *   <li>{@link IOException} if the provider is out of reach or unwell: a later login may find it well
 *   <li>{@link ProviderRefused} if it says no, or says what can't be trusted
 * </ul>
 */
public final class OidcProvider {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long it is believed to be where it was. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Registration registration;
    private final Clock clock;
    private final WebService service;
    private volatile Optional<Known> known = Optional.empty();

    private record Known(Endpoints endpoints, Instant until) {}

    public OidcProvider(Registration registration, Clock clock) {
        this.registration = registration;
        this.clock = clock;
        this.service = new WebService(registration.issuer(), PATIENCE);
    }

    public boolean isIssuer(String issuer) {
        return registration.issuer().equals(issuer);
    }

    /**
     * Where a browser goes to log in.
     *
     * @param back where the provider sends it afterwards
     */
    public URI address(Handshake handshake, URI back) throws IOException, ProviderRefused, InterruptedException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", registration.clientId());
        parameters.put("redirect_uri", back.toString());
        parameters.put("scope", registration.scope());
        parameters.put("state", handshake.state());
        parameters.put("nonce", handshake.nonce());
        parameters.put("code_challenge", handshake.challenge());
        parameters.put("code_challenge_method", "S256");
        var there = endpoints().authorization();
        return URI.create(there + (there.getRawQuery() == null ? "?" : "&") + form(parameters));
    }

    /**
     * Whose code this is.
     *
     * @param back the same as when the login began
     */
    public Account account(Handshake handshake, String code, URI back)
            throws IOException, ProviderRefused, InterruptedException {
        var endpoints = endpoints();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", code);
        parameters.put("redirect_uri", back.toString());
        parameters.put("code_verifier", handshake.verifier());
        var request = WebRequests.to(endpoints.token());
        if (registration.secret().isPresent() && endpoints.takesBasic()) {
            request.header("Authorization", "Basic " + credentials());
        } else {
            parameters.put("client_id", registration.clientId());
            registration.secret().ifPresent(secret -> parameters.put("client_secret", secret));
        }
        request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(parameters)));
        var token = ask(request).path("id_token").asText();
        return new IdTokens(registration, endpoints).account(token, handshake);
    }

    /** What a person is told who looks for what is wrong. */
    public String probe() throws IOException, ProviderRefused, InterruptedException {
        var keys = endpoints().keys();
        try {
            return "people of " + registration.issuer() + ", by "
                    + keys.getJsonWebKeys().size() + " keys";
        } catch (JoseException malformed) {
            throw new IOException(keys.getLocation() + " answers something else than keys", malformed);
        }
    }

    private Endpoints endpoints() throws IOException, ProviderRefused, InterruptedException {
        var fresh = known.filter(it -> clock.instant().isBefore(it.until()));
        if (fresh.isPresent()) {
            return fresh.get().endpoints();
        }
        var issuer = registration.issuer();
        var document = ask(WebRequests.to(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration"));
        var endpoints = Endpoints.of(document, issuer);
        known = Optional.of(new Known(endpoints, clock.instant().plus(FRESH)));
        return endpoints;
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, ProviderRefused, InterruptedException {
        try {
            return service.ask(
                    request.header("Accept", "application/json"),
                    registration.secret().orElse(""));
        } catch (TaskFailure refused) {
            throw new ProviderRefused(refused.getMessage());
        }
    }

    /** RFC 6749, section 2.3.1: each part is encoded before they are joined. */
    private String credentials() {
        var pair = encoded(registration.clientId())
                + ":"
                + encoded(registration.secret().orElseThrow());
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
