package dev.handoff.edge.http;

import dev.handoff.kit.rabbitmq.DeadLetter;
import dev.handoff.kit.rabbitmq.DeadLetters;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.Subscription;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages of RabbitMQ that could not be used, in the queues that this instance listens to. */
@Path("/api/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.API)
@Tag(name = ApiDescription.MESSAGES)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class DeadLetterResource {

    private static final int MAX_LETTERS = 100;
    private static final int MAX_SHOWN_LENGTH = 4096;

    private final RabbitMq broker;
    private final DeadLetters letters;

    DeadLetterResource(RabbitMq broker, DeadLetters letters) {
        this.broker = broker;
        this.letters = letters;
    }

    /**
     * A message as it is shown.
     *
     * @param body as text, at most 4096 characters of it
     */
    record Letter(String queue, String reason, String messageId, String type, String contentType, String body) {

        static Letter of(DeadLetter letter) {
            var message = letter.message();
            var body = new String(message.body(), StandardCharsets.UTF_8);
            return new Letter(
                    letter.queue(),
                    letter.reason(),
                    message.id(),
                    message.type(),
                    message.contentType(),
                    body.length() > MAX_SHOWN_LENGTH ? body.substring(0, MAX_SHOWN_LENGTH) : body);
        }
    }

    @Schema(name = "DeadLetterPage")
    record Page(List<Letter> deadLetters) {}

    record Changed(int count) {}

    @Operation(operationId = "listDeadLetters", summary = "List messages that could not be used, with the reasons")
    @APIResponseSchema(value = Page.class, responseCode = "200")
    @GET
    public Page list(@QueryParam("queue") Optional<String> queue, @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MAX_LETTERS) {
            throw new BadRequest("limit", "must be 1 to " + MAX_LETTERS, Integer.toString(limit));
        }
        return new Page(queues(queue).stream()
                .flatMap(it -> letters.list(it, limit).stream())
                .limit(limit)
                .map(Letter::of)
                .toList());
    }

    @Operation(
            operationId = "replayDeadLetters",
            summary = "Send them back to their queues",
            description = "At most 100 of each queue at a time. What still can't be used comes back here.")
    @APIResponseSchema(value = Changed.class, responseCode = "200")
    @POST
    @Path("replay")
    public Changed replay(@QueryParam("queue") Optional<String> queue) {
        return changed(queue, it -> letters.replay(it, MAX_LETTERS));
    }

    @Operation(operationId = "purgeDeadLetters", summary = "Forget them")
    @APIResponseSchema(value = Changed.class, responseCode = "200")
    @POST
    @Path("purge")
    public Changed purge(@QueryParam("queue") Optional<String> queue) {
        return changed(queue, letters::purge);
    }

    private Changed changed(Optional<String> queue, ToIntFunction<Queue> change) {
        return new Changed(queues(queue).stream().mapToInt(change).sum());
    }

    private List<Queue> queues(Optional<String> name) {
        var all = broker.subscriptions().stream()
                .map(Subscription::queue)
                .sorted(Comparator.comparing(Queue::name))
                .toList();
        if (name.isEmpty()) {
            return all;
        }
        return all.stream()
                .filter(queue -> queue.name().equals(name.get()))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> new BadRequest(
                        "queue",
                        "must be one that this instance listens to: "
                                + all.stream().map(Queue::name).toList(),
                        name.get()));
    }
}
