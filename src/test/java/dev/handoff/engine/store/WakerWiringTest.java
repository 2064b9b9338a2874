package dev.handoff.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The waker as the application has it, with its pool. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WakerWiringTest {

    @Inject
    Waker waker;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @Test
    void applicationHearsAndIsHeard() {
        var woken = new CopyOnWriteArrayList<Set<String>>();
        try (var other = new TestWaker(database(), "other", 5)) {
            other.listen();
            waker.listen(woken::add);
            await().until(() -> other.listens(1) && !woken.isEmpty());

            waker.wake("from-here");
            other.waker.wake("from-there");

            await().until(() -> other.woken.contains(Set.of("from-here")) && woken.contains(Set.of("from-there")));
            assertThat(woken).isEqualTo(List.of(Set.of(), Set.of("from-there")));
        } finally {
            waker.stopListening();
        }
    }

    private DatabaseUrl database() {
        var parsed = DatabaseUrl.parse(url.replaceFirst("//", "//" + user + "@"));
        return new DatabaseUrl(
                parsed.host(), parsed.port(), parsed.database(), user, Optional.of(password), parsed.parameters());
    }
}
