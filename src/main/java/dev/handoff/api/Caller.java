package dev.handoff.api;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Tells from a request's secrets what its caller may do. */
@ApplicationScoped
class Caller implements HttpAuthenticationMechanism {

    /** Submits, reads, cancels and revives tasks. */
    static final String API = "api";

    /** Runs functions. */
    static final String INVOKER = "invoker";

    static final String TASKS_AUTH = "X-Tasks-Auth";

    static final String CHALLENGE = "Bearer realm=\"handoff\"";

    private static final String BEARER = "bearer ";

    private final ApiConfig config;
    private final ProblemWriter problems;

    Caller(ApiConfig config, ProblemWriter problems) {
        this.config = config;
        this.problems = problems;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        try {
            return Uni.createFrom().item(identity(context.request()));
        } catch (AuthenticationFailedException wrong) {
            return Uni.createFrom().failure(wrong);
        }
    }

    private SecurityIdentity identity(HttpServerRequest request) {
        var caller = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("caller"));
        boolean invoker = isInvoker(request.getHeader(TASKS_AUTH));
        if (invoker) {
            caller.addRole(INVOKER);
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean keyed = same(bearer(authorization), config.key());
        if (keyed || config.key().isEmpty()) {
            caller.addRole(API);
        } else if (authorization != null && !invoker) {
            // Beside the right secret it may be Cloud Tasks' OIDC token, which Cloud Run has judged and passes on.
            throw new AuthenticationFailedException("the bearer token is not the value of HANDOFF_API_KEY");
        }
        return caller.setAnonymous(!invoker && !keyed).build();
    }

    private boolean isInvoker(String secret) {
        if (secret != null && !same(secret, config.tasksAuth())) {
            throw new AuthenticationFailedException(TASKS_AUTH + " is not the value of TASKS_AUTH");
        }
        return secret != null;
    }

    private static String bearer(String authorization) {
        boolean given = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return given ? authorization.substring(BEARER.length()).strip() : "";
    }

    /** Takes equally long wherever the two differ, so that a secret can't be guessed letter by letter. */
    private static boolean same(String given, Optional<String> secret) {
        return secret.filter(text -> !text.isBlank())
                .filter(text -> MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom()
                .item(new ChallengeData(
                        HttpResponseStatus.UNAUTHORIZED.code(), HttpHeaders.WWW_AUTHENTICATE, CHALLENGE));
    }

    /** For paths outside of JAX-RS, which no exception mapper sees. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        context.response().putHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        return problems.write(context, Problem.unauthorized("send the credentials that this path asks for"))
                .replaceWith(true);
    }
}
