package dev.handoff.edge.live;

import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.TaskStatus;
import dev.handoff.task.TaskId;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers how a task stands, at once or when it has ended. */
@Path("/api/tasks/{id}/status")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({Caller.VIEWER, ScopedCaller.FOLLOWER})
@Tag(name = ApiDescription.TASKS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class StatusResource {

    static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final Clients clients;
    private final States states;
    private final SecurityIdentity caller;

    StatusResource(Clients clients, States states, SecurityIdentity caller) {
        this.clients = clients;
        this.states = states;
        this.caller = caller;
    }

    @APIResponseSchema(value = TaskStatus.class, responseCode = "200")
    @Operation(
            operationId = "getTaskStatus",
            summary = "Read how a task stands, and its result",
            description =
                    "With wait it answers when the task has ended, or with its present state when the time is over.")
    @GET
    public TaskStatus status(
            @PathParam("id") TaskId id,
            @Parameter(description = "How long to wait for the end, up to 60s: 30s") @QueryParam("wait") String wait)
            throws InterruptedException {
        var grant = ScopedCaller.grant(caller);
        Access.check(id, grant);
        var patience = Optional.ofNullable(wait).map(StatusResource::patience).orElse(Duration.ZERO);
        var status = shown(states.task(id));
        if (status.status().isFinal() || patience.isZero()) {
            return status;
        }
        awaitEnd(id, patience);
        return shown(states.task(id));
    }

    /** A token shows all of what it names; a key may belong to one who sees no results. */
    private TaskStatus shown(TaskStatus status) {
        boolean all = caller.hasRole(Caller.DATA) || caller.hasRole(ScopedCaller.FOLLOWER);
        return all ? status : status.withoutResult();
    }

    private void awaitEnd(TaskId id, Duration patience) throws InterruptedException {
        var end = new EndOutlet();
        var client = clients.join(end, ScopedCaller.grant(caller));
        try {
            clients.follow(client, Set.of(Choice.of(id)), OptionalLong.empty());
            end.await(patience);
        } finally {
            client.end(Ending.GONE);
        }
    }

    private static Duration patience(String text) {
        try {
            // Nothing is read as null.
            var given = Objects.requireNonNullElse(DurationConverter.parseDuration(text), Duration.ofSeconds(-1));
            if (!given.isNegative() && given.compareTo(MAX_WAIT) <= 0) {
                return given;
            }
        } catch (IllegalArgumentException malformed) {
            // The same answer as for one that is too long.
        }
        throw new BadRequest("wait", "must be a duration from 0s to 60s, such as 30s", text);
    }
}
