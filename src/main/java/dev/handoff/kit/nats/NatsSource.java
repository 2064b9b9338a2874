package dev.handoff.kit.nats;

import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import java.io.IOException;

/** Where messages come from. */
public sealed interface NatsSource permits WorkQueue, ForeignSubject {

    /** Short, for logs and metrics. */
    String name();

    String subject();

    /**
     * What can be read over this connection.
     *
     * @param declares whether to make what isn't there
     */
    Flow open(Connection connection, boolean declares) throws IOException, JetStreamApiException;

    /** How messages come. */
    sealed interface Flow {

        /** A stream keeps them until they are acknowledged. */
        record Kept(ConsumerContext consumer) implements Flow {}

        /** Nothing keeps them: who listens gets them, and they are gone. */
        record Passing(String group) implements Flow {}
    }
}
