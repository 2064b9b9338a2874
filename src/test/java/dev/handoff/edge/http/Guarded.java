package dev.handoff.edge.http;

import dev.handoff.LocalServer;
import dev.handoff.edge.session.People;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/**
 * A program with a key, a secret, tokens and a provider of accounts at its doors, and an outbox without patience. One for all
 * who want any: the build of each profile takes as long as hundreds of tests.
 */
public final class Guarded implements QuarkusTestProfile {

    /** Of a token's form: three parts. */
    static final String KEY = "radio.0123456789.abcdef";

    static final String SECRET = "fedcba9876543210";

    /** Of vera, who may look. */
    public static final String VIEWER = "viewer-key-0123456789";

    /** Of otto, who may work. */
    public static final String OPERATOR = "operator-key-0123456789";

    // printf %s KEY | sha256sum
    private static final String KEYS =
            "vera:viewer:sha256:e74f8d8a57e29621f2d4783a1544b93dc527f7c41a953aa83b46aefd5562685b"
                    + ",otto:operator:sha256:e52302ad46c6c423d73c41c052bdc59724673744362673ebc193cc21218a566c";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "handoff.api.key",
                KEY,
                "handoff.api.keys",
                KEYS,
                "tasks.auth",
                SECRET,
                "TASKS_INVOKERS",
                Tokens.ACCOUNT + ",other@example.com",
                "TASKS_AUDIENCE",
                Tokens.AUDIENCE,
                "handoff.browser.origins",
                "https://app.example,https://other.example:8443",
                "handoff.bus.first-delay",
                "10ms",
                "handoff.bus.max-delay",
                "20ms",
                "handoff.bus.patience",
                "500ms",
                "handoff.bus.most-failures",
                "3");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Keys.class), new TestResourceEntry(People.class));
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
