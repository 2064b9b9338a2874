package dev.handoff.kit.nats;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks from time to time how full the queues are that messages should be coming from. */
@ApplicationScoped
class NatsDepthWatch {

    private final NatsBroker broker;

    NatsDepthWatch(NatsBroker broker) {
        this.broker = broker;
    }

    @Scheduled(every = "${handoff.nats.measure:10s}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        broker.measure();
    }
}
