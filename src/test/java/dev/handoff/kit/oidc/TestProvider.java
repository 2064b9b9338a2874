package dev.handoff.kit.oidc;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.LocalServer.Request;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A provider of OpenID Connect on this machine. Its people log in by a click on their name; there are no passwords. */
public final class TestProvider implements AutoCloseable {

    public static final String CLIENT = "handoff:test";
    public static final String SECRET = "a secret & more";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EllipticCurveJsonWebKey KEY = key();

    /** What it tells of itself, before a test changes that. */
    final ObjectNode description = JSON.createObjectNode();

    private final Map<String, Function<JwtClaims, String>> people = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final LocalServer server = new LocalServer(this::answer);

    public TestProvider() {
        description
                .put("issuer", issuer())
                .put("authorization_endpoint", issuer() + "/authorize?realm=test")
                .put("token_endpoint", issuer() + "/token")
                .put("jwks_uri", issuer() + "/keys");
    }

    public String issuer() {
        return server.address();
    }

    /** Has an account for somebody, with these claims beside those that all have. */
    public TestProvider knows(String person, Consumer<JwtClaims> claims) {
        return answers(person, it -> {
            claims.accept(it);
            return signed(it);
        });
    }

    /** Has an account whose ID tokens are made like that. */
    TestProvider answers(String person, Function<JwtClaims, String> token) {
        people.put(person, token);
        return this;
    }

    /** Logs somebody in as a browser does who was sent there, and tells where the browser is sent back to. */
    public static URI logIn(String there, String person) throws IOException, InterruptedException {
        var click = URI.create(there.replace("/authorize?", "/click?person=" + person + "&"));
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(click).build(), BodyHandlers.ofString());
            return URI.create(answer.headers().firstValue("Location").orElseThrow());
        }
    }

    /** The parameters of an address. */
    public static Map<String, String> parameters(URI address) {
        return pairs(address.getRawQuery());
    }

    private Answer answer(Request request) {
        var address = URI.create(request.path());
        return switch (address.getPath()) {
            case "/.well-known/openid-configuration" -> Answer.json(200, description.toString());
            case "/keys" -> Answer.json(200, new JsonWebKeySet(KEY).toJson(OutputControlLevel.PUBLIC_ONLY));
            case "/authorize" -> names(address.getRawQuery());
            case "/click" -> back(parameters(address));
            case "/token" -> token(request);
            default -> Answer.json(404, "{}");
        };
    }

    private Answer names(String query) {
        var page = people.keySet().stream()
                .map(person -> "<a id=\"%1$s\" href=\"/click?person=%1$s&%2$s\">%1$s</a>"
                        .formatted(person, query.replace("&", "&amp;")))
                .collect(Collectors.joining("\n", "<!doctype html><title>Who are you?</title>", ""));
        return new Answer(200, Map.of("Content-Type", "text/html"), page.getBytes(StandardCharsets.UTF_8));
    }

    private Answer back(Map<String, String> asked) {
        var code = UUID.randomUUID().toString();
        codes.put(code, asked);
        var outcome = asked.get("person").equals("denied")
                ? "error=access_denied&error_description=" + encoded("Not today")
                : "code=" + code;
        var location = asked.get("redirect_uri") + "?" + outcome + "&state=" + encoded(asked.get("state")) + "&iss="
                + encoded(issuer());
        return new Answer(302, Map.of("Location", location), new byte[0]);
    }

    private Answer token(Request request) {
        var sent = pairs(request.text());
        var asked = codes.remove(sent.getOrDefault("code", ""));
        if (!isClient(request, sent)) {
            return error(401, "invalid_client", "No client has this secret");
        } else if (asked == null || !fits(sent, asked)) {
            return error(400, "invalid_grant", "Nobody was given this code");
        } else if (asked.get("person").equals("away")) {
            return Answer.json(503, "{}");
        }
        var token = people.get(asked.get("person")).apply(claims(asked));
        var answer = JSON.createObjectNode().put("access_token", "opaque").put("token_type", "Bearer");
        return Answer.json(200, answer.put("id_token", token).toString());
    }

    private boolean isClient(Request request, Map<String, String> sent) {
        var methods = description.path("token_endpoint_auth_methods_supported");
        if (methods.isMissingNode()) {
            var pair = encoded(CLIENT) + ":" + encoded(SECRET);
            var basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
            return request.headers().getOrDefault("Authorization", List.of()).contains(basic);
        }
        var secret = methods.toString().contains("client_secret_post") ? SECRET : null;
        return CLIENT.equals(sent.get("client_id"))
                && Optional.ofNullable(secret).equals(Optional.ofNullable(sent.get("client_secret")));
    }

    /** RFC 7636, and RFC 6749, section 4.1.3. */
    private static boolean fits(Map<String, String> sent, Map<String, String> asked) {
        return "authorization_code".equals(sent.get("grant_type"))
                && asked.get("redirect_uri").equals(sent.get("redirect_uri"))
                && "S256".equals(asked.get("code_challenge_method"))
                && asked.get("code_challenge").equals(digest(sent.getOrDefault("code_verifier", "")));
    }

    private JwtClaims claims(Map<String, String> asked) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setAudience(asked.get("client_id"));
        claims.setSubject("id-of-" + asked.get("person"));
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setClaim("nonce", asked.get("nonce"));
        return claims;
    }

    private static String signed(JwtClaims claims) {
        return signed(claims, KEY);
    }

    static String signed(JwtClaims claims, EllipticCurveJsonWebKey key) {
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setKey(key.getPrivateKey());
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static EllipticCurveJsonWebKey key() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("1");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer error(int status, String code, String description) {
        return Answer.json(
                status,
                JSON.createObjectNode()
                        .put("error", code)
                        .put("error_description", description)
                        .toString());
    }

    private static Map<String, String> pairs(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), (one, _) -> one));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
