package dev.handoff.edge.live;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Knows the holders of scoped tokens, on the paths that tell what happens. A browser can't set headers for a WebSocket or an
 * EventSource: the one offers the token as a subprotocol, the other puts it into the address, which is good for nothing but this.
 */
@ApplicationScoped
class ScopedCaller implements HttpAuthenticationMechanism {

    /** Follows what its token names. */
    static final String FOLLOWER = "follower";

    /** The subprotocol of a WebSocket that tells what happens. */
    static final String PROTOCOL = "handoff.live.1";

    /** Begins the subprotocol that brings a token. */
    static final String TOKEN_PROTOCOL = "handoff.token.";

    /** The parameter of an address that brings a token. */
    static final String TOKEN = "token";

    private static final Pattern PATHS = Pattern.compile("/api/live(/events)?|/api/tasks/[^/]+/(events|status)");
    private static final String GRANT = ScopedTokens.Grant.class.getName();
    private static final String BEARER = "bearer ";

    // {"alg":"HS256","typ":"live+jwt"}
    private static final String HEADER = "eyJhbGciOiJIUzI1NiIsInR5cCI6ImxpdmUrand0In0.";

    private final ScopedTokens tokens;

    ScopedCaller(ScopedTokens tokens) {
        this.tokens = tokens;
    }

    /** Before the one that takes a bearer token for the key of the API. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    /** What the caller may follow; empty if that is everything. */
    static Optional<ScopedTokens.Grant> grant(SecurityIdentity caller) {
        return Optional.ofNullable(caller.getAttribute(GRANT));
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        var token =
                PATHS.matcher(context.normalizedPath()).matches() ? token(context.request()) : Optional.<String>empty();
        if (token.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom().item(() -> tokens.read(token.get())
                .map(ScopedCaller::identity)
                .orElseThrow(() -> new AuthenticationFailedException(
                        "the token has ended, or is not one of this server; ask for a new one")));
    }

    private static SecurityIdentity identity(ScopedTokens.Grant grant) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(FOLLOWER))
                .addRole(FOLLOWER)
                .addAttribute(GRANT, grant)
                .build();
    }

    private static Optional<String> token(HttpServerRequest request) {
        return Optional.ofNullable(request.getParam(TOKEN))
                .or(() -> offered(request))
                .or(() -> bearer(request).filter(token -> token.startsWith(HEADER)));
    }

    private static Optional<String> offered(HttpServerRequest request) {
        return request.headers().getAll("Sec-WebSocket-Protocol").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(protocol -> protocol.startsWith(TOKEN_PROTOCOL))
                .map(protocol -> protocol.substring(TOKEN_PROTOCOL.length()))
                .findFirst();
    }

    private static Optional<String> bearer(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    /** Leaves it to the mechanism of the API, which asks for its key. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return Uni.createFrom().item(false);
    }
}
