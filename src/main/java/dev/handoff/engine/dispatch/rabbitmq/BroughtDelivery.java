package dev.handoff.engine.dispatch.rabbitmq;

import dev.handoff.engine.dispatch.Brought;
import dev.handoff.kit.rabbitmq.Delivery;
import dev.handoff.kit.rabbitmq.RabbitMq;
import java.time.Duration;
import java.util.Map;

/** A doorbell's message out of a queue. What is no doorbell goes into the queue beside it. */
record BroughtDelivery(RabbitMq broker, Delivery delivery) implements Brought {

    @Override
    public byte[] body() {
        return delivery.message().body();
    }

    @Override
    public Map<String, String> headers() {
        return delivery.message().headers();
    }

    @Override
    public boolean isAgain() {
        return delivery.redelivered();
    }

    @Override
    public void acknowledge() {
        delivery.ack();
    }

    @Override
    public void giveBack() {
        delivery.requeue();
    }

    @Override
    public void giveBackAfter(Duration pause) {
        delivery.requeueAfter(pause);
    }

    @Override
    public void putAside(String reason) {
        broker.deadLetter(delivery, reason);
    }
}
