package dev.handoff.edge.session;

import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Person;
import dev.handoff.edge.http.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells callers who they are here. */
@Path("/api/session")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.VIEWER)
@Tag(name = ApiDescription.SESSION)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class SessionResource {

    private final Person person;
    private final SecurityIdentity identity;

    SessionResource(Person person, SecurityIdentity identity) {
        this.person = person;
        this.identity = identity;
    }

    @APIResponseSchema(value = Who.class, responseCode = "200")
    @Operation(operationId = "getSession", summary = "Read who the caller is, and what it may do")
    @GET
    public Who who() {
        var role = identity.hasRole(Caller.ADMIN)
                ? Role.ADMIN
                : identity.hasRole(Caller.OPERATOR) ? Role.OPERATOR : Role.VIEWER;
        return new Who(
                person.name(),
                role.word(),
                identity.hasRole(Caller.DATA),
                SessionCaller.session(identity).map(Sessions.Session::until));
    }
}
