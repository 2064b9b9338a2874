package dev.handoff.edge.doctor;

import dev.handoff.edge.trigger.QueueReader;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** Looks whether the queues are there whose messages become tasks, and whether anybody listens. */
@Singleton
final class TriggerCheck {

    private final List<QueueReader> readers;

    TriggerCheck(@All List<QueueReader> readers) {
        this.readers = readers;
    }

    /** What doctor says. */
    String finding() {
        var set = readers.stream().filter(it -> !it.queues().isEmpty()).toList();
        if (set.isEmpty()) {
            throw new Finding.Unused("neither HANDOFF_TRIGGER_QUEUES nor CELERY_BROKER_URL is set; no messages of other"
                    + " programs become tasks");
        }
        return set.stream()
                .flatMap(reader -> reader.queues().stream().map(queue -> told(reader.broker(), queue)))
                .collect(Collectors.joining(", "));
    }

    private static String told(RabbitMq broker, Queue queue) {
        broker.fault().ifPresent(fault -> {
            throw new Finding.Fault(fault);
        });
        var content = broker.content(queue)
                .orElseThrow(() -> new Finding.Fault(
                        "queue " + queue.name() + " is not at " + broker.address() + "; who sends to it makes it"));
        return queue.name() + " has " + content.messages() + " messages, " + content.dead() + " put aside, and "
                + content.subscriptions() + " instances listen";
    }
}
