package dev.handoff.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.edge.http.FailureTest;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.rabbitmq.RabbitMq;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** A process that has a broker and leaves events to others. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(FailureTest.Broken.class)
class UnrelayedTest {

    @Inject
    RabbitMq broker;

    @Test
    void noEventsAreTakenIn() {
        assertThat(broker.subscriptions())
                .isNotEmpty()
                .noneMatch(subscription -> subscription.queue().name().startsWith("airy.events"));
    }
}
