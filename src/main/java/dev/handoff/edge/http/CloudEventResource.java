package dev.handoff.edge.http;

import dev.handoff.edge.trigger.Taken;
import dev.handoff.edge.trigger.Triggers;
import dev.handoff.kit.database.StoreUnavailable;
import io.cloudevents.CloudEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Takes events from outside, for which tasks are submitted. Answers to single events have no body: Knative takes one for an
 * event.
 */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.INVOKER)
@Tag(name = ApiDescription.TRIGGERS)
@SecurityRequirement(name = Caller.INVOKER)
@APIResponse(
        responseCode = "202",
        description = "The event's task is stored, perhaps as a dead one; see Location and X-Handoff-State")
@APIResponse(responseCode = "204", description = "The event asks for nothing")
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class CloudEventResource {

    /** Of the task: dead if it can never work. */
    private static final String STATE = "X-Handoff-State";

    private final IncomingEvents incoming;
    private final Triggers triggers;

    CloudEventResource(IncomingEvents incoming, Triggers triggers) {
        this.incoming = incoming;
        this.triggers = triggers;
    }

    @Operation(
            operationId = "takeCloudEvent",
            summary = "Take a CloudEvent",
            description =
                    "Binary, structured, or a batch of up to 1000 structured ones. An upload to HANDOFF_INPUT is transcribed, a message of Pub/Sub and an event "
                            + "of type dev.handoff.task.TYPE become the task that they name; each once for its source "
                            + "and id. Input that can never work is kept as a dead task.")
    @RequestBody(
            description = "The event, or its data if ce- headers have its attributes",
            content =
                    @Content(
                            mediaType = "application/cloudevents+json",
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = {"specversion", "id", "source", "type"},
                                            properties = {
                                                @SchemaProperty(name = "specversion", type = SchemaType.STRING),
                                                @SchemaProperty(name = "id", type = SchemaType.STRING),
                                                @SchemaProperty(name = "source", type = SchemaType.STRING),
                                                @SchemaProperty(name = "type", type = SchemaType.STRING),
                                                @SchemaProperty(name = "data", description = "The input")
                                            }),
                            example =
                                    "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/documents\", \"type\": \"dev.handoff.task.process-message\", \"data\": {\"text\": \"hello\"}}"))
    @APIResponse(
            responseCode = "202",
            description = "The event's task is stored, perhaps as a dead one; see Location and X-Handoff-State. Only a "
                    + "batch is answered with a body, which tells what became of each event in its order",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = TakenEvent.class)))
    @POST
    @Path("/cloudevents")
    @Consumes(MediaType.WILDCARD)
    public Response cloudEvent(@Context HttpHeaders headers, byte[] body) throws IOException {
        var events = incoming.read(headers, body == null ? new byte[0] : body);
        return IncomingEvents.isBatch(headers) ? takeAll(events) : take(events.getFirst());
    }

    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "message",
                                            properties = {
                                                @SchemaProperty(
                                                        name = "message",
                                                        type = SchemaType.OBJECT,
                                                        description = "With data in Base64, attributes and messageId"),
                                                @SchemaProperty(name = "subscription", type = SchemaType.STRING)
                                            }),
                            example =
                                    "{\"message\": {\"messageId\": \"1\", \"attributes\": {\"type\": \"process-message\"}, \"data\": \"eyJ0ZXh0IjogImhlbGxvIn0=\"}, \"subscription\": \"projects/p/subscriptions/tasks\"}"))
    @Operation(
            operationId = "takePubSubMessage",
            summary = "Take a message of Pub/Sub",
            description =
                    "What a push subscription sends. The attribute type names the task type and the message is the "
                            + "input, or the message is an object with type and input, or a bucket's notification. A subscription without a wrapper "
                            + "must write metadata: its headers have what the wrapper would.")
    @POST
    @Path("/pubsub")
    @Consumes(MediaType.WILDCARD)
    public Response message(@Context HttpHeaders headers, byte[] body) throws IOException {
        return take(incoming.pushed(headers, body == null ? new byte[0] : body));
    }

    /** One that is refused keeps none of the others waiting. Those are the same tasks when the batch comes again. */
    private Response takeAll(List<CloudEvent> events) {
        var taken = new ArrayList<TakenEvent>();
        var refused = new TreeMap<Integer, Problem>();
        for (int place = 0; place < events.size(); place++) {
            var event = events.get(place);
            try {
                taken.add(TakenEvent.of(event, triggers.take(event)));
            } catch (StoreUnavailable none) {
                throw none;
            } catch (RuntimeException e) {
                refused.put(place, Problem.of(e));
            }
        }
        if (!refused.isEmpty()) {
            throw new EventsRefused(refused, events.size());
        }
        boolean stored = taken.stream().anyMatch(event -> event.taskId().isPresent());
        return stored ? Response.accepted(taken).build() : Response.noContent().build();
    }

    private Response take(CloudEvent event) {
        return switch (triggers.take(event)) {
            case Taken.Stored stored ->
                Response.accepted()
                        .header(HttpHeaders.LOCATION, "/api/tasks/" + stored.task())
                        .header(STATE, stored.state())
                        .build();
            case Taken.Ignored _ -> Response.noContent().build();
        };
    }
}
