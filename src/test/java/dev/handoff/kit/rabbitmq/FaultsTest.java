package dev.handoff.kit.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that can't work are told with their remedy. */
class FaultsTest {

    @ParameterizedTest
    @ValueSource(strings = {"connect-timeout", "confirm-timeout", "heartbeat", "longest-pause"})
    void timesThatWouldNeverPassOrNeverEndAreFaults(String setting) {
        for (var time : List.of("0s", "-1s")) {
            assertThat(fault(Map.of("MQ_HOST", "h", "handoff.rabbitmq." + setting, time), false))
                    .contains("handoff.rabbitmq." + setting + " must be");
        }
    }

    @Test
    void guestIsRefusedInProduction() {
        assertThat(fault(Map.of("MQ_HOST", "h"), true)).contains("MQ_USER is not set or is guest");
        assertThat(fault(Map.of("MQ_HOST", "h", "MQ_USER", "guest"), true)).contains("MQ_USER is not set or is guest");
        assertThat(fault(Map.of("MQ_HOST", "h", "MQ_USER", "me"), true)).isEmpty();
        assertThat(fault(Map.of("MQ_HOST", "h"), false)).isEmpty();
    }

    @Test
    void certificatesThatCannotBeReadAreAFault() {
        assertThat(fault(Map.of("MQ_HOST", "h", "MQ_CA", "/nowhere/ca.pem"), false))
                .isEqualTo("MQ_CA names /nowhere/ca.pem, which can't be read; set it to a PEM file with certificates");
    }

    @Test
    void settingsWithoutAHostAreAFault() {
        assertThat(fault(Map.of("MQ_USER", "me"), false)).contains("MQ_HOST is not");
        assertThat(fault(Map.of(), true)).isEmpty();
    }

    private static String fault(Map<String, String> variables, boolean production) {
        return new RabbitMq(Settings.of(RabbitMqConfig.class, variables), production, event -> {})
                .fault()
                .orElse("");
    }
}
