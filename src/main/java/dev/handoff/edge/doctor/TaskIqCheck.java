package dev.handoff.edge.doctor;

import dev.handoff.edge.trigger.taskiq.TaskIqBroker;
import jakarta.inject.Singleton;

/** Asks NATS about TaskIQ's messages. */
@Singleton
final class TaskIqCheck {

    private final TaskIqBroker broker;

    TaskIqCheck(TaskIqBroker broker) {
        this.broker = broker;
    }

    /** What doctor says. */
    String finding() {
        if (!broker.isConfigured()) {
            throw new Finding.Unused("TASKIQ_NATS_SERVERS is not set; no messages of TaskIQ become tasks");
        }
        return broker.look();
    }
}
