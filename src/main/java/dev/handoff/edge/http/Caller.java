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
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells from a request's secrets what its caller may do. */
@ApplicationScoped
public class Caller implements HttpAuthenticationMechanism {

    /** Knows a key of any role. */
    public static final String API = "api";

    /** Sees how everything stands. */
    public static final String VIEWER = "viewer";

    /** Sees inputs, results, files and events too. */
    public static final String DATA = "data";

    /** Submits, cancels, revives, pauses and publishes. */
    public static final String OPERATOR = "operator";

    /** Changes rules and templates, and deletes. */
    public static final String ADMIN = "admin";

    /** Runs functions. */
    static final String INVOKER = "invoker";

    private static final String WRONG_KEY = "the key is not the value of HANDOFF_API_KEY, nor one of HANDOFF_API_KEYS";

    static final String CHALLENGE = "Bearer realm=\"handoff\"";

    /** If it is there, Cloud Run checks this one and passes the other on as it came. */
    private static final String OTHER_AUTHORIZATION = "X-Serverless-Authorization";

    /** Where a request keeps why its credentials were not looked at. */
    private static final String TOO_MANY = TooManyTries.class.getName();

    private static final String BEARER = "bearer ";

    // RFC 7515, section 7.1: three parts of base64url.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private final ApiKeys keys;
    private final ApiConfig config;
    private final TasksAuth auth;
    private final OidcVerifier oidc;
    private final Refusals refusals;
    private final ProblemWriter problems;

    Caller(
            ApiKeys keys,
            ApiConfig config,
            TasksAuth auth,
            OidcVerifier oidc,
            Refusals refusals,
            ProblemWriter problems) {
        this.keys = keys;
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
        var address = address(context);
        var identity = Uni.createFrom().item(() -> identity(context, address, secret, authorization, alone));
        // Checking a token may fetch keys, for which an event loop must not wait.
        return isToken(authorization) ? identity.runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) : identity;
    }

    private SecurityIdentity identity(
            RoutingContext context, String address, String secret, String authorization, boolean alone) {
        if (secret != null || authorization != null) {
            refuseIfTooMany(context, address);
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

    private void refuseIfTooMany(RoutingContext context, String address) {
        var pause = refusals.pause(address);
        if (pause.isPresent()) {
            var early = new TooManyTries(pause.get());
            context.put(TOO_MANY, early);
            refusals.tooSoon(address, early.getMessage());
            throw new AuthenticationFailedException(early.getMessage(), early);
        }
    }

    /**
     * Whose key a person has typed in.
     *
     * @throws AuthenticationFailedException if it is nobody's, or too many wrong ones came before it
     */
    public ApiKeys.Key admit(RoutingContext context, String text) {
        refuseIfTooMany(context);
        var key = keys.find(text);
        if (key.isEmpty()) {
            refused(context, WRONG_KEY);
            throw new AuthenticationFailedException(WRONG_KEY);
        }
        letIn(context);
        return key.get();
    }

    /** @throws AuthenticationFailedException if too many wrong credentials came from the caller's address */
    public void refuseIfTooMany(RoutingContext context) {
        refuseIfTooMany(context, address(context));
    }

    /** Remembers that the caller's credentials, which something else has looked at, were wrong. */
    public void refused(RoutingContext context, String reason) {
        refusals.refused(address(context), reason);
    }

    /** Remembers that they were right: others who come from there needn't wait. */
    public void letIn(RoutingContext context) {
        refusals.letIn(address(context));
    }

    private static String address(RoutingContext context) {
        return String.valueOf(context.request().remoteAddress().hostAddress());
    }

    private SecurityIdentity identity(String secret, String authorization, boolean alone) {
        boolean trusted = isTrusted(secret);
        var key = keys.find(bearer(authorization));
        var account = isToken(authorization) ? Optional.of(account(authorization, alone)) : Optional.<String>empty();
        boolean invoker = trusted || account.filter(oidc::isInvoker).isPresent();
        if (key.isEmpty() && !keys.isOpen() && authorization != null && !invoker && account.isEmpty()) {
            // Beside the right secret it may be Cloud Tasks' OIDC token, which Cloud Run has judged and passes on.
            throw new AuthenticationFailedException(WRONG_KEY);
        }
        var caller = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(
                        key.map(ApiKeys.Key::name).or(() -> account).orElse("caller")));
        if (invoker) {
            caller.addRole(INVOKER);
        }
        key.map(ApiKeys.Key::role)
                .or(() -> keys.isOpen() ? Optional.of(Role.ADMIN) : Optional.empty())
                .ifPresent(role -> caller.addRoles(role.opens(config.viewersSeeData())));
        // A known account that may do nothing here is told so. A caller without credentials is asked for them.
        return caller.setAnonymous(!invoker && key.isEmpty() && account.isEmpty())
                .build();
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
                && keys.find(bearer).isEmpty()
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
