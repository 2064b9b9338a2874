package dev.handoff.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TasksAuthTest {

    private final Map<String, String> variables = new HashMap<>();

    @Test
    void hasADefaultForDevelopment() {
        assertThat(auth().secret()).contains("a-secure-local-secret");
    }

    @Test
    void defaultIsNoSecretInProduction() {
        variables.put("handoff.dispatch.production", "true");

        assertThat(auth().secret()).isEmpty();
    }

    @Test
    void blankIsNone() {
        variables.put("tasks.auth", "  ");

        assertThat(auth().secret()).isEmpty();
    }

    @Test
    void chosenOneCountsEverywhere() {
        variables.put("tasks.auth", "chosen");
        variables.put("handoff.dispatch.production", "true");

        assertThat(auth().secret()).contains("chosen");
    }

    private TasksAuth auth() {
        return new TasksAuth(Settings.of(DispatchConfig.class, variables));
    }
}
