package dev.handoff.kit.rabbitmq;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks from time to time how full the queues are that messages should be coming from. */
@ApplicationScoped
class DepthWatch {

    private final RabbitMq broker;

    DepthWatch(RabbitMq broker) {
        this.broker = broker;
    }

    @Scheduled(every = "${handoff.rabbitmq.measure:10s}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        broker.measure();
    }
}
