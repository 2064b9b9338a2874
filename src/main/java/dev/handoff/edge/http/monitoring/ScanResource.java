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
@RolesAllowed(Caller.API)
@Tag(name = ApiDescription.SCANS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class ScanResource {

    private static final Pattern ID = Pattern.compile(Scans.ID);
    private static final Set<String> PARAMETERS = Set.of("limit", "cursor");

    private final ScanStore store;
    private final ScanConfig config;
    private final Clock clock;

    ScanResource(ScanStore store, ScanConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    enum State {
        COLLECTING,
        PROCESSING,
        STALLED,
        FINISHED
    }

    @Schema(description = "How a scan stands")
    record ScanView(
            String scanId,
            String communityServerId,

            @Schema(
                    description =
                            "PROCESSING once all messages were sent, STALLED if nothing has come of that for long")
            State state,

            @Schema(description = "What to do about a stalled scan")
            Optional<String> note,

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
    @GET
    @Path("/{id}")
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public ScanView get(@PathParam("id") String id, @Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PARAMETERS);
        var after = Cursor.read(query, 2, parts -> new Flag.Place(parts[0], parts[1]));
        var scan = Optional.of(id)
                .filter(it -> ID.matcher(it).matches())
                .flatMap(store::find)
                .orElseThrow(() -> NotFound.of("scan", "no scan " + id));
        var flags = store.flags(id, after, query.limit());
        var next = Cursor.next(flags, query.limit(), flag -> List.of(flag.messageId(), flag.reason()));
        return view(scan, flags, next);
    }

    private ScanView view(ScanStore.Scan scan, List<Flag> flags, Optional<String> next) {
        return new ScanView(
                scan.id(),
                scan.communityServer(),
                state(scan),
                note(scan),
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

    private Optional<String> note(ScanStore.Scan scan) {
        return state(scan) == State.STALLED
                ? Optional.of(scan.processedMessages() + " of "
                        + scan.transmittedMessages().orElseThrow() + " messages were processed, the last at "
                        + scan.updatedAt() + "; look for dead tasks of the type batch-scan, mend the cause, and retry"
                        + " them, or send the missing batches")
                : Optional.empty();
    }
}
