package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A durable, replicated queue, with a second one beside it for messages that can't be used.
 *
 * @param bindings which messages of exchanges it gets; empty for only those that are sent to it by name
 * @param foreign whether it and its exchanges belong to other programs, and are taken as they are
 */
public record Queue(String name, List<Binding> bindings, boolean foreign) {

    /** What has no place in a queue goes into the queue of this name. */
    private static final String DEAD = ".dlq";

    /**
     * How often a quorum queue hands out a message again. RabbitMQ 3 has no limit of its own and 4 one of 20, which an outage
     * of the database would use up.
     */
    private static final int MAX_DELIVERIES = 1_000_000;

    public Queue {
        bindings = List.copyOf(bindings);
    }

    /** All messages of an exchange with this routing key. */
    public record Binding(String exchange, String topic, BuiltinExchangeType kind) {

        /** Of a topic exchange, if it has to be made. */
        public Binding(String exchange, String topic) {
            this(exchange, topic, BuiltinExchangeType.TOPIC);
        }
    }

    /** One that messages are sent to by name. */
    public static Queue named(String name) {
        return new Queue(name, List.of(), false);
    }

    /** One that gets its own copy of what is published to a topic exchange. */
    public static Queue of(String name, String exchange, String topic) {
        return new Queue(name, List.of(new Binding(exchange, topic)), false);
    }

    /** One that gets whatever is told by an exchange of other programs, which forgets itself when its broker stops. */
    public static Queue hearing(String name, String exchange) {
        return new Queue(name, List.of(new Binding(exchange, "", BuiltinExchangeType.FANOUT)), false);
    }

    /**
     * One of other programs.
     *
     * @param bindings to exchanges of any kind, which have to be there. With bindings a queue that is missing is made as ours
     *     are; without, its owner makes it, who may want it otherwise
     */
    public static Queue foreign(String name, List<Binding> bindings) {
        return new Queue(name, bindings, true);
    }

    /** Where messages go that can't be used. */
    public Queue dead() {
        return named(name + DEAD);
    }

    boolean isDead() {
        return name.endsWith(DEAD);
    }

    void declare(Channel channel) throws IOException {
        if (!foreign || !bindings.isEmpty() && !exists(channel)) {
            make(channel);
        }
        for (var binding : bindings) {
            if (!foreign) {
                declareExchange(channel, binding);
            }
            channel.queueBind(name, binding.exchange(), binding.topic());
        }
    }

    private void make(Channel channel) throws IOException {
        var arguments = arguments();
        if (!isDead()) {
            dead().declare(channel);
            // For what the broker itself gives up; what we give up is published there, with a reason.
            arguments.put("x-dead-letter-exchange", "");
            arguments.put("x-dead-letter-routing-key", dead().name());
        }
        channel.queueDeclare(name, true, false, false, arguments);
    }

    /** Asked on a channel of its own, because the broker closes the one on which it says no. */
    private boolean exists(Channel channel) throws IOException {
        var own = channel.getConnection().createChannel();
        try {
            return QueueLook.depth(own, name).isPresent();
        } finally {
            own.abort();
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

    static void declareExchange(Channel channel, Binding binding) throws IOException {
        channel.exchangeDeclare(binding.exchange(), binding.kind(), binding.kind() == BuiltinExchangeType.TOPIC);
    }

    private static Map<String, Object> arguments() {
        return new HashMap<>(Map.of("x-queue-type", "quorum", "x-delivery-limit", MAX_DELIVERIES));
    }
}
