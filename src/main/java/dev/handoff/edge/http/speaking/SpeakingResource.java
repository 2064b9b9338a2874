package dev.handoff.edge.http.speaking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.handoff.domain.speaking.EvaluationStore;
import dev.handoff.domain.speaking.ImpressionStore;
import dev.handoff.domain.speaking.Rating;
import dev.handoff.domain.speaking.Resource;
import dev.handoff.domain.speaking.ResourceKind;
import dev.handoff.domain.speaking.ResourceStore;
import dev.handoff.domain.speaking.Resources;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Cursor;
import dev.handoff.edge.http.Moment;
import dev.handoff.edge.http.Query;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Stores resources, and shows what came of speaking to them. */
@Path("/api/resources")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.SPEAKING)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class SpeakingResource {

    private static final Pattern ID = Pattern.compile(Resource.ID);
    private static final Set<String> PARAMETERS = Set.of("limit", "cursor");

    private final Resources reading;
    private final ResourceStore resources;
    private final EvaluationStore evaluations;
    private final ImpressionStore impressions;
    private final EvaluationStatus statuses;

    SpeakingResource(
            Resources reading,
            ResourceStore resources,
            EvaluationStore evaluations,
            ImpressionStore impressions,
            EvaluationStatus statuses) {
        this.reading = reading;
        this.resources = resources;
        this.evaluations = evaluations;
        this.impressions = impressions;
        this.statuses = statuses;
    }

    /** @param created whether there was none of that id; otherwise it was replaced */
    @Schema(name = "StoredResource")
    record Put(String resourceId, boolean created) {}

    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Resource.class),
                            example = "{\"resource_id\": \"greeting\", \"content\": \"Good morning!\"}"))
    @Operation(operationId = "storeResource", summary = "Store what people speak to, or replace it")
    @APIResponseSchema(value = Put.class, responseCode = "200")
    @POST
    public Put put(JsonNode body) {
        if (body == null || body.isMissingNode()) {
            throw new BadRequest("body", "must be a resource, was empty");
        }
        var resource = reading.resource(body);
        return new Put(resource.resourceId(), resources.put(resource));
    }

    @Schema(description = "What people speak to, and how it fares")
    record ResourceView(
            String resourceId,
            ResourceKind kind,
            String content,
            Optional<String> language,
            Instant createdAt,
            Instant updatedAt,

            @Schema(description = "Left out until calculate-rating or calculate-all-ratings has run")
            Optional<Rating> rating,

            Optional<Instant> ratedAt,

            @Schema(description = "Of the evaluation that was begun last; left out if nobody has spoken to it")
            Optional<EvaluationStatus.Status> status) {}

    @Schema(name = "ResourcePage")
    record ResourcePage(List<ResourceView> resources, Optional<String> nextCursor) {}

    @APIResponseSchema(value = ResourcePage.class, responseCode = "200")
    @Operation(operationId = "listResources", summary = "List what people speak to, by ids")
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public ResourcePage list(@Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PARAMETERS);
        var page = resources.list(Cursor.read(query, 1, parts -> parts[0]), query.limit());
        var next = Cursor.next(page, query.limit(), it -> List.of(it.resource().resourceId()));
        return new ResourcePage(views(page), next);
    }

    @Schema(name = "ResourceDetails")
    record ResourceDetails(
            ResourceView resource,

            @Schema(description = "How often what happened to it, by kinds")
            Map<String, Long> impressions) {}

    @APIResponseSchema(value = ResourceDetails.class, responseCode = "200")
    @Operation(operationId = "getResource", summary = "Read what people speak to")
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Path("/{id}")
    public ResourceDetails get(@PathParam("id") @Parameter(example = "greeting") String id) {
        var stored = find(id);
        return new ResourceDetails(views(List.of(stored)).getFirst(), impressions.of(id));
    }

    @Schema(name = "Evaluation", description = "What came of one recording")
    record EvaluationView(
            EvaluationStatus.Status status,
            String sessionId,
            String userName,
            Instant startedAt,
            Optional<Instant> endedAt,

            @Schema(description = "From 0 to 1; left out for what nothing could be compared with")
            Optional<Double> score,

            @Schema(implementation = Object.class) Optional<RawValue> details) {}

    @Schema(name = "EvaluationPage")
    record EvaluationPage(List<EvaluationView> evaluations, Optional<String> nextCursor) {}

    @APIResponseSchema(value = EvaluationPage.class, responseCode = "200")
    @Operation(operationId = "listEvaluations", summary = "List what came of speaking to a resource, newest first")
    @RolesAllowed(Caller.DATA)
    @GET
    @Path("/{id}/evaluations")
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public EvaluationPage evaluations(
            @PathParam("id") @Parameter(example = "greeting") String id, @Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PARAMETERS);
        var after = Cursor.read(
                query,
                2,
                parts -> new EvaluationStore.Place(Moment.parse(parts[0]).orElseThrow(), TaskId.parse(parts[1])));
        find(id);
        var page = evaluations.list(id, after, query.limit());
        var standing =
                statuses.of(page.stream().map(EvaluationStore.Stored::begun).toList());
        var next = Cursor.next(
                page,
                query.limit(),
                it -> List.of(it.startedAt().toString(), it.begun().task().toString()));
        return new EvaluationPage(
                page.stream()
                        .map(it -> view(it, standing.get(it.begun().task())))
                        .toList(),
                next);
    }

    private static EvaluationView view(EvaluationStore.Stored stored, EvaluationStatus.Status status) {
        return new EvaluationView(
                status,
                stored.session(),
                stored.userName(),
                stored.startedAt(),
                stored.begun().endedAt(),
                stored.score(),
                stored.details().map(RawValue::new));
    }

    private ResourceStore.Stored find(String id) {
        return Optional.of(id)
                .filter(it -> ID.matcher(it).matches())
                .flatMap(resources::find)
                .orElseThrow(() -> NotFound.of("resource", "no resource " + id + "; POST /api/resources stores one"));
    }

    private List<ResourceView> views(List<ResourceStore.Stored> page) {
        var standing =
                statuses.of(page.stream().flatMap(it -> it.latest().stream()).toList());
        return page.stream()
                .map(it -> new ResourceView(
                        it.resource().resourceId(),
                        it.resource().kind(),
                        it.resource().content(),
                        Optional.ofNullable(it.resource().language()),
                        it.createdAt(),
                        it.updatedAt(),
                        it.rating().map(ResourceStore.Rated::rating),
                        it.rating().map(ResourceStore.Rated::at),
                        it.latest().map(latest -> standing.get(latest.task()))))
                .toList();
    }
}
