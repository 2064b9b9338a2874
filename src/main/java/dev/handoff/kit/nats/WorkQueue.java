package dev.handoff.kit.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import java.io.IOException;
import java.time.Duration;

/**
 * Messages of one subject of a stream, which any number of processes share.
 *
 * @param consumer the durable consumer by which they share; its name is the queue's
 * @param patience how long a message may stay unanswered before it is brought again
 */
public record WorkQueue(WorkStream stream, String subject, String consumer, Duration patience) implements NatsSource {

    private static final int UNLIMITED = -1;

    @Override
    public String name() {
        return consumer;
    }

    @Override
    public Flow open(Connection connection, boolean declares) throws IOException, JetStreamApiException {
        if (declares) {
            declare(connection);
        }
        return new Flow.Kept(connection.getStreamContext(stream.name()).getConsumerContext(consumer));
    }

    /** Makes the stream and the consumer if they aren't there. */
    void declare(Connection connection) throws IOException, JetStreamApiException {
        var management = connection.jetStreamManagement();
        stream.declare(management);
        management.addOrUpdateConsumer(
                stream.name(),
                ConsumerConfiguration.builder()
                        .durable(consumer)
                        .filterSubject(subject)
                        .ackPolicy(AckPolicy.Explicit)
                        .ackWait(patience)
                        // Each process asks for no more than it has room for; all together may have any number.
                        .maxAckPending(UNLIMITED)
                        .build());
    }
}
