package dev.handoff.edge.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handoff.engine.outbox.Events;
import dev.handoff.engine.outbox.Publication;
import dev.handoff.engine.store.EventRecord;
import dev.handoff.engine.store.EventState;
import dev.handoff.engine.store.EventStore;
import dev.handoff.task.Invalid;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes in events and shows them. */
@Path("/api/events")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.EVENTS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class EventResource {

    private static final Set<String> PARAMETERS =
            Set.of("topic", "state", "created_from", "created_before", "limit", "cursor");

    // Events are listed whose topic is unknown by now, so only the form is checked.
    private static final Pattern TOPIC = Pattern.compile("[a-z][a-z0-9.]{0,99}");

    private final Events events;
    private final EventStore store;

    EventResource(Events events, EventStore store) {
        this.events = events;
        this.store = store;
    }

    /** What a publisher gets for an event that is stored. */
    @Schema(description = "What a publisher gets for an event that is stored")
    record Receipt(
            UUID eventId,

            @Schema(
                    description = "Whether an event of this id was there before; nothing new was stored then",
                    nullable = true)
            @JsonInclude(JsonInclude.Include.NON_DEFAULT)
            boolean duplicate) {

        static Receipt of(EventStore.Added added) {
            return new Receipt(added.event().id(), added.duplicate());
        }
    }

    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(oneOf = {EventBody.class, EventBody[].class}),
                            example =
                                    "{\"topic\": \"post.published\", \"data\": {\"post_id\": \"p1\", \"author_id\": \"jane\", \"title\": \"Emma\"}}"))
    @Operation(
            operationId = "publishEvents",
            summary = "Publish one event, or up to 1000 in an array",
            description =
                    "Answers as soon as the events are stored: all of them or none. With an Idempotency-Key, or an "
                            + "id in an event, what is published repeatedly happens once.")
    @APIResponse(
            responseCode = "202",
            description = "Stored; an array is answered with an array",
            content = @Content(schema = @Schema(oneOf = {Receipt.class, Receipt[].class})))
    @POST
    @CustomDeserialization(Strict.class)
    public Response publish(EventBatch batch, @HeaderParam(RequestKey.IDEMPOTENCY_KEY) String key) {
        if (batch == null) {
            throw new BadRequest("body", "must be an event or an array of events, was empty");
        }
        var idempotencyKey = RequestKey.of(RequestKey.IDEMPOTENCY_KEY, key);
        var publications = batch.toPublications(idempotencyKey);
        var request = idempotencyKey.map(_ -> batch.form());
        var answer = batch.single()
                ? Receipt.of(publishOne(publications.getFirst(), request))
                : events.publish(publications, request).stream()
                        .map(Receipt::of)
                        .toList();
        return Response.accepted(answer).build();
    }

    private EventStore.Added publishOne(Publication publication, Optional<String> request) {
        try {
            return events.publish(publication, request);
        } catch (Invalid invalid) {
            throw invalid.within("/data");
        }
    }

    /** @param events newest first */
    @Schema(name = "EventPage")
    record Listed(List<EventView> events, Optional<String> nextCursor) {}

    @APIResponseSchema(value = Listed.class, responseCode = "200")
    @Operation(operationId = "listEvents", summary = "List events, newest first")
    @RolesAllowed(Caller.DATA)
    @GET
    @Parameter(name = "topic", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"pending", "published", "dead"}))
    @Parameter(name = "created_from", in = ParameterIn.QUERY, schema = @Schema(implementation = OffsetDateTime.class))
    @Parameter(name = "created_before", in = ParameterIn.QUERY, schema = @Schema(implementation = OffsetDateTime.class))
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public Listed list(@Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PARAMETERS);
        var filter = new EventStore.Filter(
                query.matching("topic", TOPIC),
                query.oneOf("state", EventState.values(), state -> state.name().toLowerCase(Locale.ROOT)),
                query.moment("created_from"),
                query.moment("created_before"),
                Cursor.read(
                        query,
                        2,
                        parts -> new EventStore.Filter.Place(
                                Moment.parse(parts[0]).orElseThrow(), UUID.fromString(parts[1]))),
                query.limit());
        var page = store.list(filter);
        var next = Cursor.next(page, filter.limit(), EventResource::place);
        return new Listed(page.stream().map(EventView::of).toList(), next);
    }

    private static List<String> place(EventRecord known) {
        var event = known.event();
        return List.of(event.createdAt().toString(), event.id().toString());
    }
}
