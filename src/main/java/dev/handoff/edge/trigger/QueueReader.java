package dev.handoff.edge.trigger;

import dev.handoff.kit.rabbitmq.Delivery;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import java.util.List;

/** Makes tasks of the messages of some queues. */
public interface QueueReader {

    /**
     * Those that are set; asked once, at start.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException if the settings are wrong, with the remedy
     */
    List<Queue> queues();

    /** Where they are. Asked only if there are any. */
    RabbitMq broker();

    /**
     * Stores what a message asks for. After that it is acknowledged.
     *
     * @throws UnusableEvent if it doesn't tell what it asks for; it is put aside with the reason
     * @throws dev.handoff.task.NotFound if there is no handler for its type here; the same
     * @throws dev.handoff.engine.dispatch.DispatchFailed if the task is stored and will be run
     * @throws dev.handoff.engine.dispatch.DispatchMisconfigured if its route can't take it; it is held
     * @throws dev.handoff.kit.database.StoreUnavailable if PostgreSQL didn't answer; it is held
     */
    void take(Delivery delivery);
}
