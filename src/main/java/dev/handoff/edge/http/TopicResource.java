package dev.handoff.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.engine.outbox.Subscriptions;
import dev.handoff.engine.outbox.TopicSchemas;
import dev.handoff.event.Topic;
import dev.handoff.event.Topics;
import dev.handoff.task.Subscriber;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells what can be published, and who listens. */
@Path("/api/topics")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.EVENTS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class TopicResource {

    private final TopicSchemas schemas;
    private final Subscriptions subscriptions;

    TopicResource(TopicSchemas schemas, Subscriptions subscriptions) {
        this.schemas = schemas;
        this.subscriptions = subscriptions;
    }

    /** @param subscribers the names of those that listen here */
    record TopicView(String name, int version, String description, JsonNode schema, List<String> subscribers) {}

    record TopicList(List<TopicView> topics) {}

    @Operation(
            operationId = "listTopics",
            summary = "List the topics, with the JSON Schema of their data and their subscribers")
    @APIResponseSchema(value = TopicList.class, responseCode = "200")
    @RolesAllowed(Caller.VIEWER)
    @GET
    public TopicList all() {
        return new TopicList(Topics.all().stream().map(this::view).toList());
    }

    @Operation(operationId = "getTopicSchema", summary = "Read the JSON Schema of a topic's data")
    @APIResponseSchema(value = Object.class, responseCode = "200")
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Path("/{topic}/{version:[0-9]{1,9}}")
    public JsonNode schema(@PathParam("topic") String topic, @PathParam("version") int version) {
        if (Topics.find(topic).isEmpty()) {
            throw TopicSchemas.unknown(topic);
        }
        return schemas.schema(Topics.find(topic, version).orElseThrow(() -> TopicSchemas.unknown(topic, version)));
    }

    private TopicView view(Topic<?> topic) {
        return new TopicView(
                topic.name(),
                topic.version(),
                topic.description(),
                schemas.schema(topic),
                subscriptions.to(topic.name(), topic.version()).stream()
                        .map(Subscriber::name)
                        .toList());
    }
}
