package dev.handoff.edge.http.monitoring;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Cursor;
import dev.handoff.edge.http.Moment;
import dev.handoff.edge.http.Query;
import dev.handoff.kit.audit.AuditStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists audit entries. */
@Path("/api/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.SCANS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class AuditResource {

    private static final Set<String> PARAMETERS = Set.of(
            "actor", "action", "entity_type", "entity_id", "occurred_from", "occurred_before", "limit", "cursor");
    private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    private final AuditStore store;

    AuditResource(AuditStore store) {
        this.store = store;
    }

    @Schema(description = "Something that somebody did")
    record AuditView(
            UUID eventId,
            Instant occurredAt,
            Instant recordedAt,
            String actor,
            String action,
            String entityType,
            String entityId,
            @Schema(implementation = Object.class) RawValue details) {

        static AuditView of(AuditStore.Recorded stored) {
            var entry = stored.entry();
            return new AuditView(
                    entry.id(),
                    entry.occurredAt(),
                    stored.recordedAt(),
                    entry.actor(),
                    entry.action(),
                    entry.entityType(),
                    entry.entityId(),
                    new RawValue(entry.detailsJson()));
        }
    }

    record AuditPage(List<AuditView> entries, Optional<String> nextCursor) {}

    @APIResponseSchema(value = AuditPage.class, responseCode = "200")
    @Operation(operationId = "listAuditEntries", summary = "List what was done, newest first")
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Parameter(name = "actor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "action", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "entity_type", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "entity_id", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "occurred_from", in = ParameterIn.QUERY, schema = @Schema(implementation = OffsetDateTime.class))
    @Parameter(
            name = "occurred_before",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = OffsetDateTime.class))
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public AuditPage list(@Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PARAMETERS);
        var filter = new AuditStore.Filter(
                query.matching("actor", TEXT),
                query.matching("action", TEXT),
                query.matching("entity_type", TEXT),
                query.matching("entity_id", TEXT),
                query.moment("occurred_from"),
                query.moment("occurred_before"),
                Cursor.read(
                        query,
                        2,
                        parts -> new AuditStore.Filter.Place(
                                Moment.parse(parts[0]).orElseThrow(), UUID.fromString(parts[1]))),
                query.limit());
        var page = store.list(filter);
        var next = Cursor.next(page, filter.limit(), AuditResource::place);
        return new AuditPage(page.stream().map(AuditView::of).toList(), next);
    }

    private static List<String> place(AuditStore.Recorded stored) {
        return List.of(
                stored.entry().occurredAt().toString(), stored.entry().id().toString());
    }
}
