package dev.handoff.edge.http;

import dev.handoff.kit.rabbitmq.DeadLetter;
import dev.handoff.kit.rabbitmq.DeadLetters;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.Subscription;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
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

/** Messages of RabbitMQ that could not be used, in the queues that this instance listens to. */
@Path("/api/dead-letters")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.MESSAGES)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class DeadLetterResource {

    private static final Set<String> PARAMETERS = Set.of("queue", "limit", "cursor");

    /** Of each queue in one replay. */
    private static final int MAX_REPLAYED = 100;

    /** Letters before a page are fetched and left aside, one by one. */
    private static final int MAX_SKIPPED = 100_000;

    private static final int MAX_SHOWN_LENGTH = 4096;

    private final RabbitMq broker;
    private final DeadLetters letters;
    private final Person person;

    DeadLetterResource(RabbitMq broker, DeadLetters letters, Person person) {
        this.person = person;
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
    record Page(List<Letter> deadLetters, Optional<String> nextCursor) {}

    /**
     * Where a page begins.
     *
     * @param queue those before it in the order of names have been listed
     * @param skipped how many letters of the queue have been listed
     */
    private record Place(String queue, int skipped) {

        static Place of(String... parts) {
            var place = new Place(parts[0], Integer.parseInt(parts[1]));
            if (place.skipped() < 0 || place.skipped() > MAX_SKIPPED) {
                throw new IllegalArgumentException("so many letters are not skipped: " + place.skipped());
            }
            return place;
        }
    }

    record Changed(int count) {}

    @Operation(operationId = "listDeadLetters", summary = "List messages that could not be used, with the reasons")
    @APIResponseSchema(value = Page.class, responseCode = "200")
    @RolesAllowed(Caller.DATA)
    @GET
    @Parameter(name = "queue", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public Page list(@Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PARAMETERS);
        var from = Cursor.read(query, 2, Place::of).orElse(new Place("", 0));
        int limit = query.limit();
        var page = new ArrayList<Letter>();
        for (var queue : queues(query.value("queue"))) {
            if (page.size() < limit && queue.name().compareTo(from.queue()) >= 0) {
                int skipped = queue.name().equals(from.queue()) ? from.skipped() : 0;
                page.addAll(letters.list(queue, skipped, limit - page.size(), Letter::of));
            }
        }
        return new Page(page, Cursor.next(page, limit, last -> place(last, page, from)));
    }

    private static List<String> place(Letter last, List<Letter> page, Place from) {
        long listed =
                page.stream().filter(it -> it.queue().equals(last.queue())).count();
        long before = last.queue().equals(from.queue()) ? from.skipped() : 0;
        return List.of(last.queue(), Long.toString(before + listed));
    }

    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReasonBody.class),
                            example = "{\"reason\": \"the consumer is mended\"}"))
    @Operation(
            operationId = "replayDeadLetters",
            summary = "Send them back to their queues",
            description = "At most 100 of each queue at a time. What still can't be used comes back here.")
    @APIResponseSchema(value = Changed.class, responseCode = "200")
    @POST
    @Path("replay")
    @CustomDeserialization(Strict.class)
    public Changed replay(@QueryParam("queue") Optional<String> queue, ReasonBody body) {
        var reason = ReasonBody.of(body);
        var replayed = changed(queue, it -> letters.replay(it, MAX_REPLAYED));
        person.did("dead_letter.replay", "queue", queue.orElse("*"), reason);
        return replayed;
    }

    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReasonBody.class),
                            example = "{\"reason\": \"of a test\"}"))
    @Operation(operationId = "purgeDeadLetters", summary = "Forget them")
    @APIResponseSchema(value = Changed.class, responseCode = "200")
    @RolesAllowed(Caller.ADMIN)
    @POST
    @Path("purge")
    @CustomDeserialization(Strict.class)
    public Changed purge(@QueryParam("queue") Optional<String> queue, ReasonBody body) {
        var reason = ReasonBody.of(body);
        var purged = changed(queue, letters::purge);
        person.did("dead_letter.purge", "queue", queue.orElse("*"), reason);
        return purged;
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
