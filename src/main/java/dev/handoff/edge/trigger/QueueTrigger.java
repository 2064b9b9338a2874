package dev.handoff.edge.trigger;

import dev.handoff.edge.trigger.QueueConnector.Brought;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.rabbitmq.Delivery;
import dev.handoff.task.NotFound;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Makes tasks of the messages of trigger queues. A message is acknowledged when its task is stored. While it can't be stored, it
 * is held: given back, it would come again at once, and use up the deliveries that its queue grants.
 */
@ApplicationScoped
class QueueTrigger {

    /** Of this program, with one message: no outage lasts only that long, and a fault of ours must not last for ever. */
    private static final int MOST_FAILURES = 5;

    private final QueueConnector connector;
    private final TriggerConfig config;
    private final Event<TriggerEvent> events;

    QueueTrigger(
            @Connector(QueueConnector.NAME) QueueConnector connector,
            TriggerConfig config,
            Event<TriggerEvent> events) {
        this.connector = connector;
        this.config = config;
        this.events = events;
    }

    @Incoming("triggers")
    @RunOnVirtualThread
    CompletionStage<Void> take(Message<Brought> message) {
        var brought = message.getPayload();
        var delivery = brought.delivery();
        int failures = 0;
        do {
            try {
                brought.reader().take(delivery);
                return message.ack();
            } catch (StoreUnavailable | DispatchMisconfigured notNow) {
                hold(delivery, notNow);
            } catch (DispatchFailed late) {
                // The task is stored, and the sweeper rings again.
                return message.ack();
            } catch (UnusableEvent | NotFound useless) {
                return message.nack(useless);
            } catch (RuntimeException ours) {
                if (++failures == MOST_FAILURES) {
                    return message.nack(ours);
                }
                hold(delivery, ours);
            }
        } while (connector.pause(config.pause()));
        delivery.requeue();
        return CompletableFuture.completedFuture(null);
    }

    private void hold(Delivery delivery, RuntimeException why) {
        events.fire(new TriggerEvent.Held(
                delivery.queue().name(), delivery.message().id(), why.toString()));
    }
}
