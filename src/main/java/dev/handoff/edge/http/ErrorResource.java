package dev.handoff.edge.http;

import dev.handoff.engine.store.DeadTasks;
import dev.handoff.engine.store.DeadTasks.Death;
import dev.handoff.task.TaskId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells what dead tasks died of, so that a hundred with one cause are one thing to look at. */
@Path("/api/errors")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.VIEWER)
@Tag(name = ApiDescription.TASKS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class ErrorResource {

    private static final int MAX_ERRORS = 200;
    private static final int MAX_TASKS = 500;
    private static final Comparator<Death> BY_TIME = Comparator.comparing(Death::endedAt);

    private final DeadTasks dead;

    ErrorResource(DeadTasks dead) {
        this.dead = dead;
    }

    /**
     * One cause.
     *
     * @param fingerprint the same for errors that differ in ids, numbers and names alone
     * @param error of the task that died last
     * @param lastTask its id
     * @param tasks how many died of it, of the newest 10,000 dead
     */
    @Schema(name = "DeadError")
    record ErrorView(
            String fingerprint,
            String type,
            String error,
            int tasks,
            Instant firstSeenAt,
            Instant lastSeenAt,
            TaskId lastTask) {}

    record ErrorList(List<ErrorView> errors) {}

    @Operation(
            operationId = "listErrors",
            summary = "List what the newest 10,000 dead tasks died of",
            description = "Errors of a type that differ in ids, numbers and names alone are one. At most 200, the most "
                    + "frequent first.")
    @APIResponseSchema(value = ErrorList.class, responseCode = "200")
    @GET
    public ErrorList all() {
        var kinds = new LinkedHashMap<String, List<Death>>();
        for (var death : dead.newest()) {
            kinds.computeIfAbsent(death.fingerprint(), _ -> new ArrayList<>()).add(death);
        }
        var frequent = kinds.values().stream()
                .sorted(Comparator.<List<Death>>comparingInt(List::size).reversed())
                .limit(MAX_ERRORS)
                .toList();
        var errors =
                dead.errors(frequent.stream().map(kind -> last(kind).task()).toList());
        return new ErrorList(
                frequent.stream().flatMap(kind -> view(kind, errors)).toList());
    }

    private static Death last(List<Death> deaths) {
        return deaths.stream().max(BY_TIME).orElseThrow();
    }

    /** Nothing if the last of them is dead no more since a moment ago; the next list has another last one. */
    private static Stream<ErrorView> view(List<Death> deaths, Map<TaskId, String> errors) {
        var last = last(deaths);
        var first = deaths.stream().min(BY_TIME).orElseThrow();
        return Optional.ofNullable(errors.get(last.task())).stream()
                .map(error -> new ErrorView(
                        last.fingerprint(),
                        last.type(),
                        error,
                        deaths.size(),
                        first.endedAt(),
                        last.endedAt(),
                        last.task()));
    }

    @Schema(name = "DeadOfError")
    record Dead(List<TaskId> tasks) {}

    @Operation(
            operationId = "getTasksOfError",
            summary = "List the tasks that died of one error",
            description = "The newest 500. Those that are retried are no longer among them.")
    @APIResponseSchema(value = Dead.class, responseCode = "200")
    @GET
    @Path("/{fingerprint:[0-9a-f]{16}}/tasks")
    public Dead tasks(@PathParam("fingerprint") String fingerprint) {
        return new Dead(dead.newest().stream()
                .filter(death -> death.fingerprint().equals(fingerprint))
                .limit(MAX_TASKS)
                .map(Death::task)
                .toList());
    }
}
