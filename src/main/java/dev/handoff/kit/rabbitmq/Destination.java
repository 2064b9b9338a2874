package dev.handoff.kit.rabbitmq;

import java.time.Duration;
import java.util.List;

/** Where a message goes. */
public sealed interface Destination {

    /** Into a queue. */
    record ToQueue(Queue queue) implements Destination {

        @Override
        public String exchange() {
            return "";
        }

        @Override
        public String routingKey() {
            return queue.name();
        }
    }

    /** Into a queue, but only after a while. */
    record Later(Queue queue, Duration delay) implements Destination {

        @Override
        public String exchange() {
            return "";
        }

        @Override
        public String routingKey() {
            return queue.delayName(delay);
        }
    }

    /** Into the queue of who has asked, if that still waits. */
    record Reply(String queue) implements Destination {

        @Override
        public String exchange() {
            return "";
        }

        @Override
        public String routingKey() {
            return queue;
        }

        /** Each asker has a queue of its own, and there are many. */
        @Override
        public String label() {
            return "replies";
        }
    }

    /**
     * To all queues that want this topic of an exchange.
     *
     * @param listeners queues that have to be there; others may be as well; empty if there may be none
     */
    record ToTopic(String exchange, String routingKey, List<Queue> listeners) implements Destination {

        /** To all queues that listen, even if there are none. */
        public ToTopic(String exchange, String routingKey) {
            this(exchange, routingKey, List.of());
        }
    }

    String exchange();

    String routingKey();

    /** For logs and metrics. */
    default String label() {
        return exchange().isEmpty() ? routingKey() : exchange() + "/" + routingKey();
    }
}
