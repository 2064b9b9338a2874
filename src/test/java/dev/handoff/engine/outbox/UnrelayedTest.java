package dev.handoff.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.VhostResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A process that has a broker and leaves events to others. */
@QuarkusTest
@EnabledIf(value = "dev.handoff.kit.rabbitmq.TestBroker#isAvailable", disabledReason = "install RabbitMQ to run these")
@TestProfile(UnrelayedTest.TasksOnly.class)
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(value = VhostResource.class, restrictToAnnotatedClass = true)
class UnrelayedTest {

    public static final class TasksOnly implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("handoff.bus.relay", "false");
        }
    }

    @Inject
    RabbitMq broker;

    @Test
    void noEventsAreTakenIn() {
        assertThat(broker.subscriptions())
                .isNotEmpty()
                .noneMatch(subscription -> subscription.queue().name().startsWith("airy.events"));
    }
}
