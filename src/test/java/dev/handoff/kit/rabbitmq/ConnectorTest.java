package dev.handoff.kit.rabbitmq;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorTest {

    @Test
    void certificateOfAHostWithAnUnderscoreCanNotBeChecked() {
        var connector =
                new Connector(Settings.of(RabbitMqConfig.class, Map.of("MQ_HOST", "my_rabbit", "MQ_TLS", "true")));

        assertThatThrownBy(() -> connector.connect("test"))
                .hasMessageStartingWith("MQ_HOST names the host my_rabbit, whose certificate can't be checked")
                .hasMessageContaining("give it another name");
    }
}
