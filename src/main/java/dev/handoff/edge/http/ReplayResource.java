package dev.handoff.edge.http;

import dev.handoff.engine.outbox.Replay;
import dev.handoff.engine.store.PastEvents;
import dev.handoff.task.Invalid;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
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

/** Brings events of the past once more. */
@Path("/api/events/replay")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.EVENTS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class ReplayResource {

    private static final Set<String> PARAMETERS = Set.of("topic", "created_from", "created_before");

    private final Replay replay;
    private final Person person;

    ReplayResource(Replay replay, Person person) {
        this.replay = replay;
        this.person = person;
    }

    /** @param isMore whether there are more than could be counted; then events is a lower bound */
    @Schema(name = "ReplayCount")
    record Matching(long events, boolean isMore) {}

    @Operation(
            operationId = "countReplay",
            summary = "Count the events that a replay would bring",
            description = "Published and dead ones of a topic, up to 100,000. All three parameters are needed.")
    @APIResponseSchema(value = Matching.class, responseCode = "200")
    @GET
    @Parameter(name = "topic", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "created_from", in = ParameterIn.QUERY, schema = @Schema(implementation = OffsetDateTime.class))
    @Parameter(name = "created_before", in = ParameterIn.QUERY, schema = @Schema(implementation = OffsetDateTime.class))
    public Matching count(@Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PARAMETERS);
        var found = replay.count(new PastEvents.Range(
                needed("topic", query.value("topic")),
                needed("created_from", query.moment("created_from")),
                needed("created_before", query.moment("created_before"))));
        return new Matching(found.events(), found.isMore());
    }

    private static <T> T needed(String parameter, Optional<T> value) {
        return value.orElseThrow(() -> new BadRequest(parameter, "is needed to count events"));
    }

    /** Which events to bring once more. */
    @Schema(
            name = "ReplayRequest",
            requiredProperties = {"topic", "from", "to"})
    record ReplayBody(
            @Schema(examples = "post.published") String topic,

            @Schema(description = "When the first was published", format = "date-time")
            String from,

            @Schema(description = "Before this time", format = "date-time")
            String to,

            @Schema(
                    description = "Whether subscribers that have handled an event are to handle it once more",
                    defaultValue = "false")
            Optional<Boolean> again,

            @Schema(description = "The only one that they go to; all of the topic's if it isn't said")
            Optional<String> subscriber,

            @Schema(description = "Why, for the audit log", maxLength = 500)
            Optional<String> reason) {}

    @APIResponseSchema(value = Replay.Replayed.class, responseCode = "202")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ReplayBody.class),
                            example =
                                    "{\"topic\": \"post.published\", \"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-01-02T00:00:00Z\"}"))
    @Operation(
            operationId = "replayEvents",
            summary = "Bring events of the past once more",
            description =
                    "Published and dead events of a topic are brought again, by a task of the type replay and in portions, "
                            + "to all subscribers of the topic or to one. Without again, subscribers that have handled one before "
                            + "are not affected.")
    @POST
    @CustomDeserialization(Strict.class)
    public Response replay(ReplayBody body) {
        if (body == null) {
            throw new BadRequest("body", "must be an object with topic, from and to, was empty");
        }
        if (body.topic() == null) {
            throw Invalid.of("event", "/topic", "is required");
        }
        var from = moment("/from", body.from());
        var to = moment("/to", body.to());
        var reason = ReasonBody.of(new ReasonBody(body.reason()));
        var range = new PastEvents.Range(body.topic(), from, to);
        var replayed = replay.replay(range, body.again().orElse(false), body.subscriber());
        person.did("event.replay", "topic", body.topic(), reason);
        return Response.accepted(replayed).build();
    }

    private static Instant moment(String field, String text) {
        if (text == null) {
            throw Invalid.of("event", field, "is required");
        }
        return Moment.parse(text).orElseThrow(() -> Invalid.of("event", field, Moment.FORM + ", was \"" + text + "\""));
    }
}
