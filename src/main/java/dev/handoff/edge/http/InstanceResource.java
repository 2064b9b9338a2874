package dev.handoff.edge.http;

import dev.handoff.engine.store.Roster;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells which instances run. */
@Path("/api/instances")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.VIEWER)
@Tag(name = ApiDescription.TYPES)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class InstanceResource {

    private final Roster roster;

    InstanceResource(Roster roster) {
        this.roster = roster;
    }

    @Schema(name = "Instance", description = "A process that runs tasks")
    record InstanceView(
            @Schema(description = "As tasks that it runs name it")
            String worker,

            @Schema(description = "Those that it serves") List<String> types,

            @Schema(description = "When it has signed last, which it does every ten seconds until it ends")
            Instant seenAt,

            @Schema(description = "Whether it has signed within the last 30 seconds")
            boolean isRunning,

            @Schema(description = "Whether it begins nothing any more, and ends when what runs has ended")
            boolean isDraining,

            @Schema(description = "Its release; missing, as what follows, if that is one which doesn't tell")
            Optional<String> version,

            @Schema(description = "How many attempts it runs at a time")
            Optional<Integer> slots,

            @Schema(description = "How many ran when it signed")
            Optional<Integer> running) {

        static InstanceView of(Roster.Signed signed) {
            var condition = signed.condition();
            return new InstanceView(
                    signed.worker(),
                    signed.types(),
                    signed.seenAt(),
                    signed.isRunning(),
                    condition.map(Roster.Condition::draining).orElse(false),
                    condition.map(Roster.Condition::version),
                    condition.map(Roster.Condition::slots),
                    condition.map(Roster.Condition::running));
        }
    }

    record InstanceList(List<InstanceView> instances) {}

    @Operation(
            operationId = "listInstances",
            summary = "List the instances that run, and what they serve",
            description = "One that ends goes from the list after a minute.")
    @APIResponseSchema(value = InstanceList.class, responseCode = "200")
    @GET
    public InstanceList all() {
        return new InstanceList(roster.all().stream().map(InstanceView::of).toList());
    }
}
