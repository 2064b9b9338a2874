package dev.handoff.edge.session;

import dev.handoff.edge.http.ApiConfig;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.ApiKeys;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Role;
import dev.handoff.edge.page.PageConfig;
import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.audit.AuditStore;
import dev.handoff.task.NotFound;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Begins and ends sessions of people at the page. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.SESSION)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class LoginResource {

    private final Caller caller;
    private final Sessions sessions;
    private final AuditStore audit;
    private final PageConfig page;
    private final ApiConfig api;
    private final ApiKeys keys;
    private final RoutingContext context;

    LoginResource(
            Caller caller,
            Sessions sessions,
            AuditStore audit,
            PageConfig page,
            ApiConfig api,
            ApiKeys keys,
            RoutingContext context) {
        this.caller = caller;
        this.sessions = sessions;
        this.audit = audit;
        this.page = page;
        this.api = api;
        this.keys = keys;
        this.context = context;
    }

    @Schema(name = "Login")
    record KeyBody(@Schema(description = "A key of the API") String key) {}

    @APIResponseSchema(value = Who.class, responseCode = "200")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = KeyBody.class),
                            example = "{\"key\": \"0123456789abcdef\"}"))
    @Operation(
            operationId = "logIn",
            summary = "Begin a session in a browser",
            description =
                    "Sets a cookie for twelve hours. Requests that change something need the header X-Handoff-Page "
                            + "beside it.")
    @PermitAll
    @POST
    @Path("/login")
    public Response logIn(KeyBody body) {
        refuseIfOff(page);
        if (keys.isOpen()) {
            return Response.ok(new Who("anonymous", shown(Role.ADMIN).word(), true, Optional.empty()))
                    .build();
        }
        var key = caller.admit(context, body == null || body.key() == null ? "" : body.key());
        audit.add(Actor.of(key.name()).entry("session.begin", "session", key.name()));
        var signed = sessions.begin(key);
        var who = new Who(key.name(), shown(key.role()).word(), true, Optional.of(signed.until()));
        return Response.ok(who)
                .cookie(Cookies.session(signed.text(), isEncrypted()))
                .build();
    }

    @APIResponse(responseCode = "204", description = "The cookie is taken back")
    @Operation(operationId = "logOut", summary = "End the session of this browser")
    @PermitAll
    @POST
    @Path("/logout")
    public Response logOut() {
        return Response.noContent().cookie(Cookies.noSession(isEncrypted())).build();
    }

    private boolean isEncrypted() {
        return "https".equals(context.request().scheme());
    }

    private Role shown(Role role) {
        return page.mode() == PageConfig.Mode.READ_ONLY ? Role.VIEWER : role;
    }

    /** @throws NotFound if there is no page to log in at */
    static void refuseIfOff(PageConfig page) {
        if (page.mode() == PageConfig.Mode.OFF) {
            throw NotFound.of("page", "the page is switched off by HANDOFF_PAGE, so nobody can log in");
        }
    }
}
