package dev.handoff.edge.session;

import dev.handoff.edge.http.ApiConfig;
import dev.handoff.edge.http.Origins;
import dev.handoff.edge.http.Role;
import dev.handoff.edge.page.PageConfig;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Knows people by the cookie of their session. Credentials in a header count instead, where there are some. */
@ApplicationScoped
class SessionCaller implements HttpAuthenticationMechanism {

    /** What the page sends with everything that changes something. A page of another origin may not. */
    static final String PAGE = "X-Handoff-Page";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String UNTIL = Sessions.Session.class.getName();

    private final Sessions sessions;
    private final ApiConfig api;
    private final PageConfig page;

    SessionCaller(Sessions sessions, ApiConfig api, PageConfig page) {
        this.sessions = sessions;
        this.api = api;
        this.page = page;
    }

    /** Before the one that asks for a key. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    /** The session of the caller; empty if it came without one. */
    static Optional<Sessions.Session> session(SecurityIdentity caller) {
        return Optional.ofNullable(caller.getAttribute(UNTIL));
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        var request = context.request();
        var cookie = request.getCookie(Cookies.SESSION);
        if (cookie == null
                || page.mode() == PageConfig.Mode.OFF
                || request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            return Uni.createFrom().nullItem();
        }
        // Other pages of this machine are of the same site for a browser, which sends them the cookie.
        var session = sessions.read(cookie.getValue()).filter(_ -> Origins.areOwn(request));
        if (session.isEmpty()) {
            // The caller counts as one without a cookie, and so may log in.
            return Uni.createFrom().nullItem();
        }
        if (!READING.contains(request.method()) && !request.headers().contains(PAGE)) {
            return Uni.createFrom()
                    .failure(new AuthenticationFailedException(
                            "a request that changes something by a session needs the header " + PAGE));
        }
        return Uni.createFrom().item(identity(session.get()));
    }

    private SecurityIdentity identity(Sessions.Session session) {
        var role = page.mode() == PageConfig.Mode.READ_ONLY ? Role.VIEWER : session.role();
        boolean data = api.viewersSeeData() || session.role() != Role.VIEWER;
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(session.name()))
                .addRoles(role.opens(data))
                .addAttribute(UNTIL, session)
                .build();
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
