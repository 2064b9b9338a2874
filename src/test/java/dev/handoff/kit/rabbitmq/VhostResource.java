package dev.handoff.kit.rabbitmq;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An empty vhost for one run of the application, in the one broker of this test run. */
public final class VhostResource implements QuarkusTestResourceLifecycleManager {

    private TestVhost vhost;

    @Override
    public Map<String, String> start() {
        vhost = TestBroker.shared().freshVhost();
        return vhost.variables();
    }

    @Override
    public void stop() {
        vhost.close();
    }
}
