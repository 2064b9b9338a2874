package dev.handoff.edge.trigger.celery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.edge.trigger.QueueReader;
import dev.handoff.edge.trigger.UnusableEvent;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.json.JsonFault;
import dev.handoff.kit.rabbitmq.Delivery;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Hears what Celery tells all its workers, and cancels the calls that it revokes: those that wait, and with {@code terminate} those
 * that run. All instances share the queue, so each revocation is handled by one. Other commands are for Celery's own workers.
 */
@Singleton
final class Revocations implements QueueReader {

    private static final Queue MAILBOX = Queue.hearing("handoff.celery.pidbox", "celery.pidbox");

    private final CeleryBroker broker;
    private final CeleryStore store;
    private final Tasks tasks;
    private final ObjectMapper json;

    Revocations(CeleryBroker broker, CeleryStore store, Tasks tasks, ObjectMapper json) {
        this.broker = broker;
        this.store = store;
        this.tasks = tasks;
        this.json = json;
    }

    @Override
    public List<Queue> queues() {
        return broker.isConfigured() ? List.of(MAILBOX) : List.of();
    }

    @Override
    public RabbitMq broker() {
        return broker.get();
    }

    @Override
    public void take(Delivery delivery) {
        var command = command(delivery);
        if (command.path("method").asText().equals("revoke") && !command.hasNonNull("destination")) {
            boolean terminate = command.at("/arguments/terminate").asBoolean();
            ids(command.at("/arguments/task_id")).forEach(id -> revoke(id, terminate));
        }
    }

    private JsonNode command(Delivery delivery) {
        try {
            return json.readTree(delivery.message().body());
        } catch (JsonProcessingException garbage) {
            throw new UnusableEvent("a command of Celery is no JSON: " + JsonFault.reason(garbage));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<String> ids(JsonNode one) {
        return one.isArray()
                ? StreamSupport.stream(one.spliterator(), false).map(JsonNode::asText)
                : Stream.of(one.asText());
    }

    private void revoke(String id, boolean terminate) {
        if (!CeleryMessage.isId(id)) {
            return;
        }
        store.revoke(id)
                .filter(task -> task.waits() || terminate)
                .ifPresent(task -> tasks.cancel(task.task(), CeleryAnswers.REVOKED));
    }
}
