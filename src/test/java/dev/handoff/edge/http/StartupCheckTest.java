package dev.handoff.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.TasksAuth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartupCheckTest {

    private static final String KEY = "0123456789abcdef";

    @Test
    void ownSecretsAreFine() {
        assertThat(faults(KEY, "fedcba9876543210", oidc(Map.of()))).isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThat(faults(null, TasksAuth.LOCAL_SECRET, oidc(Map.of())))
                .satisfiesExactly(
                        key -> assertThat(key).startsWith("HANDOFF_API_KEY").contains("set it to"),
                        secret -> assertThat(secret).startsWith("TASKS_AUTH").contains("set it to"));
    }

    @Test
    void shortKeyIsRefusedWithoutBeingTold() {
        assertThat(faults("0123456789abcde", "fedcba9876543210", oidc(Map.of())))
                .singleElement()
                .asString()
                .contains("HANDOFF_API_KEY", "15", "16")
                .doesNotContain("0123456789abcde");
    }

    @Test
    void shortSecretIsRefusedWithoutBeingTold() {
        assertThat(faults(KEY, "fedcba987654321", oidc(Map.of())))
                .singleElement()
                .asString()
                .contains("TASKS_AUTH", "15", "16", "TASKS_INVOKERS")
                .doesNotContain("fedcba987654321");
    }

    @Test
    void blanksAreNoSecrets() {
        assertThat(faults(" ".repeat(20), " ", oidc(Map.of()))).hasSize(2);
        assertThat(faults(KEY, null, oidc(Map.of()))).hasSize(1);
    }

    @Test
    void tokensMakeTheSecretUnnecessary() {
        assertThat(faults(
                        KEY,
                        TasksAuth.LOCAL_SECRET,
                        oidc(Map.of("TASKS_INVOKERS", "a@b", "TASKS_AUDIENCE", "https://here"))))
                .isEmpty();
    }

    @Test
    void tokensNeedAnAudience() {
        assertThat(faults(KEY, null, oidc(Map.of("TASKS_SERVICE_ACCOUNT", "a@b"))))
                .singleElement()
                .asString()
                .startsWith("TASKS_AUDIENCE");
    }

    private static OidcConfig oidc(Map<String, String> variables) {
        return Settings.of(OidcConfig.class, variables);
    }

    private static List<String> faults(String key, String tasksAuth, OidcConfig oidc) {
        return StartupCheck.faults(
                Settings.of(ApiConfig.class, key == null ? Map.of() : Map.of("handoff.api.key", key)),
                oidc,
                Optional.ofNullable(tasksAuth));
    }
}
