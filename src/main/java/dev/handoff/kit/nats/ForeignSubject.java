package dev.handoff.kit.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DeliverPolicy;
import java.io.IOException;
import java.util.List;

/**
 * A subject to which other programs publish. If a stream of theirs keeps its messages, they come from there; else they come as
 * they pass by, to one process of the group.
 *
 * @param group whose processes share messages that pass by
 * @param durable the consumer of the stream by which processes share; that of other workers takes over from them where they are
 */
public record ForeignSubject(String subject, String group, String durable) implements NatsSource {

    private static final int NOT_FOUND = 404;

    @Override
    public String name() {
        return subject;
    }

    @Override
    public Flow open(Connection connection, boolean declares) throws IOException, JetStreamApiException {
        if (!connection.getServerInfo().isJetStreamAvailable()) {
            return new Flow.Passing(group);
        }
        var management = connection.jetStreamManagement();
        var streams = management.getStreamNames(subject);
        if (streams.isEmpty()) {
            return new Flow.Passing(group);
        }
        var stream = streams.getFirst();
        var consumer = consumer(management, stream, declares);
        if (consumer.getConsumerConfiguration().getDeliverSubject() != null) {
            throw new IOException("the consumer " + durable + " of the stream " + stream
                    + " pushes messages; name another one, which is made where this one stands");
        }
        return new Flow.Kept(connection.getStreamContext(stream).getConsumerContext(durable));
    }

    private ConsumerInfo consumer(JetStreamManagement management, String stream, boolean declares)
            throws IOException, JetStreamApiException {
        try {
            return management.getConsumerInfo(stream, durable);
        } catch (JetStreamApiException missing) {
            if (missing.getErrorCode() != NOT_FOUND || !declares) {
                throw missing;
            }
            return management.addOrUpdateConsumer(stream, made(stream, management.getConsumers(stream)));
        }
    }

    /** One that goes on where the stream's only consumer stands: what that has acknowledged was worked off. */
    private ConsumerConfiguration made(String stream, List<ConsumerInfo> others) throws IOException {
        if (others.size() > 1) {
            throw new IOException("the stream " + stream + " has several consumers and none is called " + durable
                    + "; name the one whose work is to be taken over");
        }
        var made = ConsumerConfiguration.builder()
                .durable(durable)
                .filterSubject(subject)
                .ackPolicy(AckPolicy.Explicit);
        if (!others.isEmpty()) {
            made.deliverPolicy(DeliverPolicy.ByStartSequence)
                    .startSequence(others.getFirst().getAckFloor().getStreamSequence() + 1);
        }
        return made.build();
    }
}
