package dev.handoff.edge.session;

import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.page.LoginConfig;
import dev.handoff.edge.page.PageConfig;
import dev.handoff.edge.session.PendingLogins.Pending;
import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.audit.AuditStore;
import dev.handoff.kit.oidc.Account;
import dev.handoff.kit.oidc.Handshake;
import dev.handoff.kit.oidc.OidcProvider;
import dev.handoff.kit.oidc.ProviderRefused;
import dev.handoff.task.NotFound;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Leads browsers to the provider, and begins a session when they come back. What fails is told by the page. */
@Path("/login/oidc")
@RunOnVirtualThread
@PermitAll
class OidcLoginResource {

    /** What may follow the # in the page's address. */
    private static final Pattern SCREEN = Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]{0,1000}");

    private final Logins logins;
    private final PendingLogins pendings;
    private final Sessions sessions;
    private final Caller caller;
    private final AuditStore audit;
    private final PageConfig page;
    private final LoginConfig config;
    private final RoutingContext context;

    OidcLoginResource(
            Logins logins,
            PendingLogins pendings,
            Sessions sessions,
            Caller caller,
            AuditStore audit,
            PageConfig page,
            LoginConfig config,
            RoutingContext context) {
        this.logins = logins;
        this.pendings = pendings;
        this.sessions = sessions;
        this.caller = caller;
        this.audit = audit;
        this.page = page;
        this.config = config;
        this.context = context;
    }

    @Operation(hidden = true)
    @GET
    public Response begin(@QueryParam("screen") @DefaultValue("/") String screen) throws InterruptedException {
        var provider = provider();
        if (!SCREEN.matcher(screen).matches()) {
            throw new BadRequest("screen", "must be what follows the # in an address of the page", screen);
        }
        var handshake = Handshake.begin();
        try {
            var there = provider.address(handshake, address().callback());
            var pending = pendings.sign(new Pending(handshake, screen));
            return to(there)
                    .cookie(Cookies.login(pending, address().isEncrypted()))
                    .build();
        } catch (ProviderRefused | IOException failed) {
            return refused(LoginRefusal.of(failed), failed.getMessage());
        }
    }

    @Operation(hidden = true)
    @GET
    @Path("/callback")
    public Response finish() throws InterruptedException {
        var provider = provider();
        var pending = pending();
        if (pending.isEmpty()) {
            return refused(LoginRefusal.EXPIRED, "the login was begun too long ago, or in another browser");
        }
        var error = parameter("error");
        if (error.isPresent()) {
            var words = parameter("error_description").map(text -> ": " + text).orElse("");
            return refused(LoginRefusal.of(error.get()), "the provider sends back " + error.get() + words);
        }
        // RFC 9207: another provider's code would be shown to this one.
        if (parameter("iss").filter(issuer -> !provider.isIssuer(issuer)).isPresent()) {
            return refused(LoginRefusal.UNUSABLE, "another provider sends back a code");
        }
        return finish(provider, pending.get());
    }

    private Response finish(OidcProvider provider, Pending pending) throws InterruptedException {
        try {
            var account = provider.account(
                    pending.handshake(), parameter("code").orElse(""), address().callback());
            var value = logins.roles().value(account);
            return value.isPresent()
                    ? begun(account, value.get(), pending.screen())
                    : refused(LoginRefusal.STRANGER, account.name() + " has none of the values of HANDOFF_LOGIN_ROLES");
        } catch (ProviderRefused | IOException failed) {
            return refused(LoginRefusal.of(failed), failed.getMessage());
        }
    }

    private Response begun(Account account, String value, String screen) {
        caller.letIn(context);
        var issuer = config.issuer().orElseThrow();
        audit.add(Actor.of(account.name())
                .entry(
                        "session.begin",
                        "session",
                        account.name(),
                        Map.of("issuer", issuer, "subject", account.subject(), "value", value)));
        var session = sessions.begin(account.name(), issuer, value).text();
        return to(address().screen(screen))
                .cookie(
                        Cookies.session(session, address().isEncrypted()),
                        Cookies.noLogin(address().isEncrypted()))
                .build();
    }

    private Response refused(LoginRefusal why, String details) {
        caller.refused(context, details);
        return to(address().screen("/?refused=" + why.word()))
                .cookie(Cookies.noLogin(address().isEncrypted()))
                .build();
    }

    private static ResponseBuilder to(URI address) {
        return Response.seeOther(address).header(HttpHeaders.CACHE_CONTROL.toString(), "no-store");
    }

    private OidcProvider provider() {
        LoginResource.refuseIfOff(page);
        var provider = logins.provider()
                .orElseThrow(() -> NotFound.of(
                        "login", "no provider is set by HANDOFF_LOGIN_ISSUER, so people log in by keys alone"));
        // Each login asks the provider, which nobody shall flood from here.
        caller.refuseIfTooMany(context);
        return provider;
    }

    /** The login that this browser has begun, if this is its end. */
    private Optional<Pending> pending() {
        return Optional.ofNullable(context.request().getCookie(Cookies.LOGIN))
                .flatMap(cookie -> pendings.read(cookie.getValue()))
                .filter(pending -> parameter("state")
                        .filter(pending.handshake().state()::equals)
                        .isPresent());
    }

    private Optional<String> parameter(String name) {
        return Optional.ofNullable(context.request().getParam(name));
    }

    private PageAddress address() {
        return PageAddress.of(config.page(), context.request());
    }
}
