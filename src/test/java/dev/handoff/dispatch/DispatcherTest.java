package dev.handoff.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.postgres.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(DispatcherTest.DryRun.class)
class DispatcherTest {

    public static class DryRun implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("TASKS_DRY_RUN", "true");
        }
    }

    @Inject
    Dispatcher dispatcher;

    @Test
    void dryRunIsChosenWhenItIsOn() {
        assertThat(dispatcher.choose()).isEqualTo("dry-run");
    }

    @Test
    void unknownRouteIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> dispatcher.ring("pigeon", RouteContract.bell("t", 0)))
                .isInstanceOf(DispatchFailed.class)
                .hasMessageContaining("pigeon")
                .hasMessageContaining("local");
    }
}
