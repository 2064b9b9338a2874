package dev.handoff.edge.doctor;

import dev.handoff.edge.trigger.TriggerQueues;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Looks whether the queues are there whose messages become tasks, and whether anybody listens. */
@Singleton
final class TriggerCheck {

    private final TriggerQueues queues;
    private final RabbitMq broker;

    TriggerCheck(TriggerQueues queues, RabbitMq broker) {
        this.queues = queues;
        this.broker = broker;
    }

    /** What doctor says. */
    String finding() {
        var all = queues.all();
        if (all.isEmpty()) {
            throw new Finding.Unused("HANDOFF_TRIGGER_QUEUES is not set; no messages of other programs become tasks");
        }
        broker.fault().ifPresent(fault -> {
            throw new Finding.Fault(fault);
        });
        return all.stream().map(this::told).collect(Collectors.joining(", "));
    }

    private String told(Queue queue) {
        var content = broker.content(queue)
                .orElseThrow(() -> new Finding.Fault(
                        "queue " + queue.name() + " is not there; an instance that listens makes it, or is told why not"));
        return queue.name() + " has " + content.messages() + " messages, " + content.dead() + " put aside, and "
                + content.subscriptions() + " instances listen";
    }
}
