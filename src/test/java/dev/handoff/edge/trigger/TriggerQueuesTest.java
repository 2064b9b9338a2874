package dev.handoff.edge.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.Settings;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.Queue.Binding;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TriggerQueuesTest {

    @Test
    void thereAreNoneUnlessTheyAreNamed() {
        assertThat(queues("")).isEmpty();
    }

    @Test
    void queueIsNamedAloneOrOnceForEachOfItsBindings() {
        assertThat(queues("orders, audio:shop/call.ended,audio:shop/recording.*,celery@host"))
                .containsExactly(
                        Queue.foreign("orders", List.of()),
                        Queue.foreign(
                                "audio",
                                List.of(new Binding("shop", "call.ended"), new Binding("shop", "recording.*"))),
                        Queue.foreign("celery@host", List.of()));
    }

    @Test
    void halfABindingIsRefusedWithTheForm() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> queues("audio:shop"))
                .withMessageContaining("orders:shop/order.*")
                .withMessageContaining("was \"audio:shop\"");
    }

    private static List<Queue> queues(String setting) {
        return new TriggerQueues(Settings.of(TriggerConfig.class, Map.of("handoff.trigger.queues", setting))).all();
    }
}
