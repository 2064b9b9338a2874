package dev.handoff.edge.http;

import dev.handoff.engine.dispatch.FunctionCall;
import dev.handoff.engine.dispatch.TasksAuth;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells from a request's secrets what its caller may do. */
@ApplicationScoped
public class Caller implements HttpAuthenticationMechanism {

    /** Submits, reads, cancels and revives tasks. */
    public static final String API = "api";

    /** Runs functions. */
    static final String INVOKER = "invoker";

    static final String CHALLENGE = "Bearer realm=\"handoff\"";

    /** If it is there, Cloud Run checks this one and passes the other on as it came. */
    private static final String OTHER_AUTHORIZATION = "X-Serverless-Authorization";

    /** Where a request keeps why its credentials were not looked at. */
    private static final String TOO_MANY = TooManyTries.class.getName();

    private static final String BEARER = "bearer ";

    // RFC 7515, section 7.1: three parts of base64url.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private final ApiConfig config;
    private final TasksAuth auth;
    private final OidcVerifier oidc;
    private final Refusals refusals;
    private final ProblemWriter problems;

    Caller(ApiConfig config, TasksAuth auth, OidcVerifier oidc, Refusals refusals, ProblemWriter problems) {
        this.config = config;
        this.auth = auth;
        this.oidc = oidc;
        this.refusals = refusals;
        this.problems = problems;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        var request = context.request();
        var secret = request.getHeader(FunctionCall.AUTH);
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean alone = request.getHeader(OTHER_AUTHORIZATION) == null;
        var address = String.valueOf(request.remoteAddress().hostAddress());
        var identity = Uni.createFrom().item(() -> identity(context, address, secret, authorization, alone));
        // Checking a token may fetch keys, for which an event loop must not wait.
        return isToken(authorization) ? identity.runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) : identity;
    }

    private SecurityIdentity identity(
            RoutingContext context, String address, String secret, String authorization, boolean alone) {
        boolean tries = secret != null || authorization != null;
        var pause = tries ? refusals.pause(address) : Optional.<Duration>empty();
        if (pause.isPresent()) {
            var early = new TooManyTries(pause.get());
            context.put(TOO_MANY, early);
            refusals.tooSoon(address, early.getMessage());
            throw new AuthenticationFailedException(early.getMessage(), early);
        }
        try {
            var identity = identity(secret, authorization, alone);
            if (!identity.isAnonymous()) {
                refusals.letIn(address);
            }
            return identity;
        } catch (AuthenticationFailedException wrong) {
            refusals.refused(address, wrong.getMessage());
            throw wrong;
        }
    }

    private SecurityIdentity identity(String secret, String authorization, boolean alone) {
        boolean trusted = isTrusted(secret);
        boolean keyed = same(bearer(authorization), config.key());
        var account = isToken(authorization) ? Optional.of(account(authorization, alone)) : Optional.<String>empty();
        boolean invoker = trusted || account.filter(oidc::isInvoker).isPresent();
        boolean reader = keyed || config.key().isEmpty();
        if (!reader && authorization != null && !invoker && account.isEmpty()) {
            // Beside the right secret it may be Cloud Tasks' OIDC token, which Cloud Run has judged and passes on.
            throw new AuthenticationFailedException("the bearer token is not the value of HANDOFF_API_KEY");
        }
        var caller = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(account.orElse("caller")));
        if (invoker) {
            caller.addRole(INVOKER);
        }
        if (reader) {
            caller.addRole(API);
        }
        // A known account that may do nothing here is told so. A caller without credentials is asked for them.
        return caller.setAnonymous(!invoker && !keyed && account.isEmpty()).build();
    }

    private boolean isTrusted(String secret) {
        if (secret != null && !same(secret, auth.secret())) {
            throw new AuthenticationFailedException(FunctionCall.AUTH + " is not the value of TASKS_AUTH");
        }
        return secret != null;
    }

    /** The key may have a token's form. What is the key is no token. */
    private boolean isToken(String authorization) {
        var bearer = bearer(authorization);
        return oidc.isOn()
                && !same(bearer, config.key())
                && TOKEN.matcher(bearer).matches();
    }

    private String account(String authorization, boolean alone) {
        return oidc.account(bearer(authorization), alone)
                .orElseThrow(() -> new AuthenticationFailedException("the OIDC token is not valid here"));
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
        if (context.get(TOO_MANY) instanceof TooManyTries early) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(early.seconds()));
            return problems.write(context, early.problem()).replaceWith(true);
        }
        context.response().putHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        return problems.write(context, Problem.unauthorized("send the credentials that this path asks for"))
                .replaceWith(true);
    }
}
