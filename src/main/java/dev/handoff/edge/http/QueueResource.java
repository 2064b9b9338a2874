package dev.handoff.edge.http;

import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.FarQueue;
import dev.handoff.engine.dispatch.FarQueues;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.RabbitMqFailed;
import dev.handoff.kit.rabbitmq.Subscription;
import dev.handoff.kit.thread.Latest;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.task.TaskType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells how full the queues of brokers are, as this instance sees them. */
@Path("/api/queues")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.VIEWER)
@Tag(name = ApiDescription.MESSAGES)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class QueueResource {

    /** However many people look, brokers are asked this often. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** A silent broker is given up by its own client, later than people wait for a page. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String EVENTS = "events";
    private static final String TRIGGER = "trigger";

    private final TaskTypes types;
    private final FarQueues queues;
    private final RabbitMq broker;
    private final Latest<List<QueueView>> latest;

    QueueResource(TaskTypes types, FarQueues queues, RabbitMq broker, Clock clock) {
        this.types = types;
        this.queues = queues;
        this.broker = broker;
        this.latest = new Latest<>(this::look, FRESH, PATIENCE, clock);
    }

    @Schema(name = "Queue", description = "A queue at a broker")
    record QueueView(
            @Schema(
                    description =
                            "The route whose doorbells go there; events for one of events, trigger for one of other programs")
            String route,

            String name,

            @Schema(description = "Those whose doorbells go there")
            List<String> types,

            @Schema(description = "Messages that are to be brought yet; missing if that can't be told")
            Optional<Long> waiting,

            @Schema(description = "Whether there are more of them, which nobody has counted")
            boolean isMore,

            @Schema(description = "Missing if the queue calls by itself, and nobody listens")
            OptionalInt consumers,

            @Schema(description = "Messages that could not be used")
            OptionalInt deadLetters,

            @Schema(description = "Why nothing can be told, or nothing is brought; missing while all is well")
            Optional<String> trouble) {

        static QueueView of(String route, FarQueue queue) {
            return new QueueView(
                    route,
                    queue.name(),
                    queue.types(),
                    queue.content().map(FarQueue.Content::waiting),
                    queue.content().map(FarQueue.Content::isMore).orElse(false),
                    queue.content().map(FarQueue.Content::consumers).orElse(OptionalInt.empty()),
                    queue.content().map(FarQueue.Content::deadLetters).orElse(OptionalInt.empty()),
                    queue.trouble());
        }

        static QueueView of(Queue queue, Optional<RabbitMq.Content> content, Optional<String> trouble) {
            return new QueueView(
                    queue.foreign() ? TRIGGER : EVENTS,
                    queue.name(),
                    List.of(),
                    content.map(it -> (long) it.messages()),
                    false,
                    content.map(it -> OptionalInt.of(it.subscriptions())).orElse(OptionalInt.empty()),
                    content.map(it -> OptionalInt.of(it.dead())).orElse(OptionalInt.empty()),
                    trouble);
        }
    }

    /** @param takenAt when brokers were asked; missing while they have yet to answer for the first time */
    @Schema(name = "QueueList")
    record Queues(Optional<Instant> takenAt, List<QueueView> queues) {}

    @Operation(
            operationId = "listQueues",
            summary = "List the queues of brokers, and how full they are",
            description =
                    "Of RabbitMQ, NATS and Cloud Tasks, as far as this instance uses them; five seconds old at most.")
    @APIResponseSchema(value = Queues.class, responseCode = "200")
    @GET
    public Queues all() {
        var answer = latest.get();
        return new Queues(
                answer.map(Latest.Answer::takenAt),
                answer.map(Latest.Answer::value).orElse(List.of()));
    }

    private List<QueueView> look() {
        var names = types.all().stream().map(TaskType::name).collect(Collectors.toSet());
        var doorbells = queues.of(names).stream()
                .flatMap(it -> it.queues().stream().map(queue -> QueueView.of(it.route(), queue)));
        var others = broker.subscriptions().stream()
                .map(Subscription::queue)
                .filter(queue -> queue.foreign() || !queue.bindings().isEmpty())
                .distinct()
                .toList();
        return Stream.concat(doorbells, Parallel.map(others, this::view).stream())
                .toList();
    }

    private QueueView view(Queue queue) {
        try {
            return QueueView.of(queue, broker.content(queue), Optional.empty());
        } catch (RabbitMqFailed failed) {
            return QueueView.of(queue, Optional.empty(), Optional.of(failed.getMessage()));
        }
    }
}
