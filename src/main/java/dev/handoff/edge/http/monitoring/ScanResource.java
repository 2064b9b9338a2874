package dev.handoff.edge.http.monitoring;

import dev.handoff.domain.monitoring.ScanConfig;
import dev.handoff.domain.monitoring.ScanStore;
import dev.handoff.domain.monitoring.rule.Flag;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Cursor;
import dev.handoff.edge.http.Query;
import dev.handoff.event.Scans;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows scans. */
@Path("/api/scans")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.SCANS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class ScanResource {

    private static final Pattern ID = Pattern.compile(Scans.ID);
    private static final Set<String> PARAMETERS = Set.of("limit", "cursor");

    private final ScanStore store;
    private final LostTasks lostTasks;
    private final ScanConfig config;
    private final Clock clock;

    ScanResource(ScanStore store, LostTasks lostTasks, ScanConfig config, Clock clock) {
        this.store = store;
        this.lostTasks = lostTasks;
        this.config = config;
        this.clock = clock;
    }

    enum State {
        COLLECTING,
        PROCESSING,
        STALLED,
        FAILED,
        FINISHED
    }

    @Schema(description = "How a scan stands")
    record ScanView(
            String scanId,
            String communityServerId,

            @Schema(
                    description =
                            "PROCESSING once all messages were sent, STALLED if nothing has come of that for long, FAILED"
                                    + " as soon as a task has ended without which the scan never ends")
            State state,

            @Schema(description = "What to do about a stalled or failed scan")
            Optional<String> note,

            @Schema(description = "Those that a failed scan waits for in vain, the newest 20 of each type")
            List<LostTasks.LostTask> lostTasks,

            @Schema(description = "In all; absent until the sender has told")
            Optional<Long> transmittedMessages,

            long batches,
            long processedMessages,

            @Schema(description = "Those with at least one reason")
            long flaggedMessages,

            @Schema(description = "Those of which something could not be checked")
            long failedMessages,

            @Schema(description = "How many messages were flagged for each reason")
            Map<String, Long> reasons,

            Instant createdAt,
            Instant updatedAt,
            Optional<Instant> finishedAt,
            List<Flag> flags,
            Optional<String> nextCursor) {}

    @APIResponseSchema(value = ScanView.class, responseCode = "200")
    @Operation(operationId = "getScan", summary = "Read how a scan stands, and a page of what it has flagged")
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Path("/{id}")
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public ScanView get(@PathParam("id") String id, @Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PARAMETERS);
        var after = Cursor.read(query, 2, parts -> new Flag.Place(parts[0], parts[1]));
        var known = Optional.of(id).filter(it -> ID.matcher(it).matches());
        var scan = known.flatMap(store::find).orElseThrow(() -> unknown(id, known));
        var flags = store.flags(id, after, query.limit());
        var next = Cursor.next(flags, query.limit(), flag -> List.of(flag.messageId(), flag.reason()));
        return view(scan, flags, next);
    }

    /** A scan none of whose tasks has stored anything is as unknown as one that nobody has begun. */
    private NotFound unknown(String id, Optional<String> valid) {
        var lost = valid.map(it -> lostTasks.of(it, Optional.empty())).orElse(List.of());
        return NotFound.of("scan", "no scan " + id + (lost.isEmpty() ? "" : "; " + remedy(lost)));
    }

    private ScanView view(ScanStore.Scan scan, List<Flag> flags, Optional<String> next) {
        var lost = scan.finishedAt().isPresent()
                ? List.<LostTasks.LostTask>of()
                : lostTasks.of(scan.id(), Optional.of(scan));
        var state = lost.isEmpty() ? state(scan) : State.FAILED;
        return new ScanView(
                scan.id(),
                scan.communityServer(),
                state,
                note(scan, state, lost),
                lost,
                scan.transmittedMessages(),
                scan.batches(),
                scan.processedMessages(),
                scan.flaggedMessages(),
                scan.failedMessages(),
                store.reasons(scan.id()),
                scan.createdAt(),
                scan.updatedAt(),
                scan.finishedAt(),
                flags,
                next);
    }

    private State state(ScanStore.Scan scan) {
        if (scan.finishedAt().isPresent()) {
            return State.FINISHED;
        }
        if (scan.transmittedMessages().isEmpty()) {
            return State.COLLECTING;
        }
        var quiet = Duration.between(scan.updatedAt(), clock.instant());
        return quiet.compareTo(config.stalledAfter()) > 0 ? State.STALLED : State.PROCESSING;
    }

    private static Optional<String> note(ScanStore.Scan scan, State state, List<LostTasks.LostTask> lost) {
        return switch (state) {
            case COLLECTING, PROCESSING, FINISHED -> Optional.empty();
            case FAILED -> Optional.of(remedy(lost));
            case STALLED ->
                Optional.of(scan.processedMessages() + " of "
                        + scan.transmittedMessages().orElseThrow() + " messages were processed, the last at "
                        + scan.updatedAt() + "; look for tasks of the type batch-scan that don't go on, or send the"
                        + " missing batches");
        };
    }

    private static String remedy(List<LostTasks.LostTask> lost) {
        var first = lost.getFirst();
        return "task " + first.taskId() + " (" + first.type() + ") is " + first.state()
                + first.error().map(error -> ": " + error).orElse("")
                + (first.state() == TaskState.DEAD ? "; mend the cause, and retry it" : "; send what it had anew")
                + (lost.size() == 1 ? "" : ", as well as " + (lost.size() - 1) + " other lost tasks");
    }
}
