package dev.handoff.edge.trigger.celery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.kit.rabbitmq.AmqpMessage;
import dev.handoff.kit.rabbitmq.Destination;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.RabbitMqFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Results go to the queue of who has called, over the broker that the call came by. */
final class RpcBackend implements CeleryBackend {

    private final RabbitMq broker;

    RpcBackend(RabbitMq broker) {
        this.broker = broker;
    }

    @Override
    public String address(CeleryMessage call) {
        return call.ignored() ? "" : call.replyTo();
    }

    @Override
    public void send(String address, String id, ObjectNode result) throws IOException {
        var body = result.toString().getBytes(StandardCharsets.UTF_8);
        try {
            broker.publish(
                    new Destination.Reply(address),
                    new AmqpMessage(id, "", "application/json", Map.of(), body, Optional.of(id)));
        } catch (RabbitMqFailed failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }
}
