package dev.handoff.engine.dispatch.nats;

import dev.handoff.engine.dispatch.Brought;
import dev.handoff.kit.nats.NatsBroker;
import dev.handoff.kit.nats.NatsMessage;
import java.time.Duration;
import java.util.Map;

/** A doorbell's message out of a stream. What is no doorbell is told and ended: only rows have the truth, and none is lost. */
record BroughtNatsMessage(NatsBroker broker, NatsMessage message) implements Brought {

    @Override
    public byte[] body() {
        return message.body();
    }

    @Override
    public Map<String, String> headers() {
        return message.headers();
    }

    @Override
    public boolean isAgain() {
        return message.isAgain();
    }

    @Override
    public void acknowledge() {
        message.ack();
    }

    @Override
    public void giveBack() {
        message.giveBack();
    }

    @Override
    public void giveBackAfter(Duration pause) {
        message.giveBackAfter(pause);
    }

    @Override
    public void putAside(String reason) {
        broker.terminate(message, reason);
    }
}
