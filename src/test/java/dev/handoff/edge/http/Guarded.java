package dev.handoff.edge.http;

import dev.handoff.LocalServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/**
 * A program with a key, a secret and tokens at its doors, and an outbox without patience. One for all who want either: the
 * build of each profile takes as long as hundreds of tests.
 */
public final class Guarded implements QuarkusTestProfile {

    /** Of a token's form: three parts. */
    static final String KEY = "radio.0123456789.abcdef";

    static final String SECRET = "fedcba9876543210";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "handoff.api.key", KEY,
                "tasks.auth", SECRET,
                "TASKS_INVOKERS", Tokens.ACCOUNT + ",other@example.com",
                "TASKS_AUDIENCE", Tokens.AUDIENCE,
                "handoff.browser.origins", "https://app.example,https://other.example:8443",
                "handoff.bus.first-delay", "10ms",
                "handoff.bus.max-delay", "20ms",
                "handoff.bus.patience", "500ms",
                "handoff.bus.most-failures", "3");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Keys.class));
    }

    /** Google's public keys, on this machine. */
    public static class Keys implements QuarkusTestResourceLifecycleManager {

        private LocalServer server;

        @Override
        public Map<String, String> start() {
            server = Tokens.keys();
            return Map.of("TASKS_OIDC_JWKS_URL", server.address());
        }

        @Override
        public void stop() {
            server.close();
        }
    }
}
