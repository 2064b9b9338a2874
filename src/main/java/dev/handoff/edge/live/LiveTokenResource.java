package dev.handoff.edge.live;

import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Strict;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives out tokens that a backend hands to the browsers of its own users. */
@Path("/api/live/tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.LIVE)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class LiveTokenResource {

    private final ScopedTokens tokens;

    LiveTokenResource(ScopedTokens tokens) {
        this.tokens = tokens;
    }

    @Schema(name = "LiveToken")
    record Answer(String token, Instant expiresAt) {}

    @APIResponseSchema(value = Answer.class, responseCode = "200")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ScopeBody.class),
                            example = "{\"tasks\": [\"018f0000-0000-7000-8000-000000000000\"], \"ttl\": \"15m\"}"))
    @Operation(
            operationId = "createLiveToken",
            summary = "Make a token that follows these and nothing else",
            description =
                    "For browsers. Its holder reads states, progress and results of what it names, and can't tell "
                            + "whether anything else exists. What is named needn't exist yet.")
    @POST
    @CustomDeserialization(Strict.class)
    public Answer create(ScopeBody body) {
        if (body == null) {
            throw new BadRequest("body", "must name tasks, groups or subjects, was empty");
        }
        var signed = tokens.sign(body.scope(), body.lifetime());
        return new Answer(signed.token(), signed.until());
    }
}
