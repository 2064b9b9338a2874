package dev.handoff.edge.session;

import dev.handoff.kit.oidc.TestProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;

/** A provider with people of each role, one without, and one at whose login it fails. */
public final class People implements QuarkusTestResourceLifecycleManager {

    private final TestProvider provider = new TestProvider();

    @Override
    public Map<String, String> start() {
        admit("anna", "staff", "platform");
        admit("olena", "operators");
        admit("vera", "staff");
        admit("stranger", "guests");
        admit("denied");
        admit("away");
        return Map.of(
                "handoff.login.issuer",
                provider.issuer(),
                "handoff.login.client-id",
                TestProvider.CLIENT,
                "handoff.login.client-secret",
                TestProvider.SECRET,
                "handoff.login.roles",
                "admin=platform,operator=operators,viewer=staff");
    }

    private void admit(String name, String... groups) {
        provider.knows(name, it -> {
            it.setStringListClaim("groups", List.of(groups));
            it.setStringClaim("preferred_username", name);
        });
    }

    @Override
    public void stop() {
        provider.close();
    }
}
