package dev.handoff.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartupCheckTest {

    private record Secrets(Optional<String> key, Optional<String> tasksAuth) implements ApiConfig {

        static Secrets of(String key, String tasksAuth) {
            return new Secrets(Optional.ofNullable(key), Optional.ofNullable(tasksAuth));
        }
    }

    @Test
    void ownSecretsAreFine() {
        assertThat(StartupCheck.faults(Secrets.of("0123456789abcdef", "my own secret")))
                .isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThat(StartupCheck.faults(Secrets.of(null, ApiConfig.LOCAL_SECRET)))
                .satisfiesExactly(
                        key -> assertThat(key).startsWith("HANDOFF_API_KEY").contains("set it to"),
                        secret -> assertThat(secret).startsWith("TASKS_AUTH").contains("set it to"));
    }

    @Test
    void shortKeyIsRefusedWithoutBeingTold() {
        assertThat(StartupCheck.faults(Secrets.of("0123456789abcde", "my own secret")))
                .singleElement()
                .asString()
                .contains("HANDOFF_API_KEY", "15", "16")
                .doesNotContain("0123456789abcde");
    }

    @Test
    void blanksAreNoSecrets() {
        assertThat(StartupCheck.faults(Secrets.of(" ".repeat(20), " "))).hasSize(2);
        assertThat(StartupCheck.faults(Secrets.of("0123456789abcdef", null))).hasSize(1);
    }
}
