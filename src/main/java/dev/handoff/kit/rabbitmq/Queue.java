package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A durable, replicated queue, with a second one beside it for messages that can't be used.
 *
 * @param binding which messages of an exchange it gets; empty for only those that are sent to it by name
 */
public record Queue(String name, Optional<Binding> binding) {

    /** What has no place in a queue goes into the queue of this name. */
    private static final String DEAD = ".dlq";

    /**
     * How often a quorum queue hands out a message again. RabbitMQ 3 has no limit of its own and 4 one of 20, which an outage
     * of the database would use up.
     */
    private static final int MAX_DELIVERIES = 1_000_000;

    /** All messages of a topic exchange with this routing key. */
    public record Binding(String exchange, String topic) {}

    /** One that messages are sent to by name. */
    public static Queue named(String name) {
        return new Queue(name, Optional.empty());
    }

    /** One that gets its own copy of what is published to a topic exchange. */
    public static Queue of(String name, String exchange, String topic) {
        return new Queue(name, Optional.of(new Binding(exchange, topic)));
    }

    /** Where messages go that can't be used. */
    public Queue dead() {
        return new Queue(name + DEAD, Optional.empty());
    }

    boolean isDead() {
        return name.endsWith(DEAD);
    }

    void declare(Channel channel) throws IOException {
        var arguments = arguments();
        if (!isDead()) {
            dead().declare(channel);
            // For what the broker itself gives up; what we give up is published there, with a reason.
            arguments.put("x-dead-letter-exchange", "");
            arguments.put("x-dead-letter-routing-key", dead().name());
        }
        channel.queueDeclare(name, true, false, false, arguments);
        if (binding.isPresent()) {
            declareExchange(channel, binding.get().exchange());
            channel.queueBind(name, binding.get().exchange(), binding.get().topic());
        }
    }

    /**
     * A queue that keeps messages for a while and then sends them to this one.
     *
     * @return its name
     */
    String declareDelay(Channel channel, Duration delay) throws IOException {
        var later = delayName(delay);
        var arguments = arguments();
        arguments.put("x-message-ttl", delay.toMillis());
        // What comes out of it is nowhere else by then. Only queues that refuse when they are full can do this.
        arguments.put("x-dead-letter-strategy", "at-least-once");
        arguments.put("x-overflow", "reject-publish");
        arguments.put("x-dead-letter-exchange", "");
        arguments.put("x-dead-letter-routing-key", name);
        channel.queueDeclare(later, true, false, false, arguments);
        return later;
    }

    String delayName(Duration delay) {
        return name + ".retry-" + delay.toMillis() + "ms";
    }

    static void declareExchange(Channel channel, String exchange) throws IOException {
        channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true);
    }

    private static Map<String, Object> arguments() {
        return new HashMap<>(Map.of("x-queue-type", "quorum", "x-delivery-limit", MAX_DELIVERIES));
    }
}
