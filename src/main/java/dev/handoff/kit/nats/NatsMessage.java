package dev.handoff.kit.nats;

import io.nats.client.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A message that came in. One answer counts, the first; if the process dies before, or the connection is lost, it comes again
 * when the patience of its consumer has ended. One that only passed by never does, whatever is answered.
 */
public final class NatsMessage {

    private final NatsSource source;
    private final Message message;
    private final Runnable whenAnswered;
    private final Instant received = Instant.now();
    private final AtomicBoolean answered = new AtomicBoolean();

    NatsMessage(NatsSource source, Message message, Runnable whenAnswered) {
        this.source = source;
        this.message = message;
        this.whenAnswered = whenAnswered;
    }

    public NatsSource source() {
        return source;
    }

    /** When it was sent, by the server's clock if a stream keeps it, else by this machine's. */
    public Instant sentAt() {
        return message.isJetStream() ? message.metaData().timestamp().toInstant() : received;
    }

    /** Whether a stream keeps it until it is answered. */
    public boolean isKept() {
        return message.isJetStream();
    }

    public byte[] body() {
        return message.getData();
    }

    /** The first value of each header. */
    public Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        if (message.hasHeaders()) {
            message.getHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        }
        return headers;
    }

    /** Whether it may have come in before. */
    public boolean isAgain() {
        return isKept() && message.metaData().deliveredCount() > 1;
    }

    /** NATS may forget it. */
    public void ack() {
        answer(Message::ack);
    }

    /** Another process may have it, or this one again. */
    public void giveBack() {
        answer(Message::nak);
    }

    /** The same after a while. */
    public void giveBackAfter(Duration pause) {
        answer(it -> it.nakWithDelay(pause));
    }

    /** It is never brought again to anybody. */
    void terminate() {
        answer(Message::term);
    }

    private void answer(Consumer<Message> answer) {
        if (answered.compareAndSet(false, true)) {
            try {
                if (isKept()) {
                    answer.accept(message);
                }
            } catch (IllegalStateException lost) {
                // Its connection is no more, and NATS brings it again.
            } finally {
                whenAnswered.run();
            }
        }
    }
}
