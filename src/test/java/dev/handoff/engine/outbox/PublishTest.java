package dev.handoff.engine.outbox;

import static dev.handoff.engine.TestHandlers.Publisher.PUBLISHER;
import static dev.handoff.task.TaskState.DEAD;
import static dev.handoff.task.TaskState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.store.EventStore;
import dev.handoff.engine.store.StoredEvent;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.event.Posts;
import dev.handoff.kit.database.embedded.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a handler publishes. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PublishTest {

    @Inject
    Tasks tasks;

    @Inject
    TaskReader reader;

    @Inject
    EventStore events;

    @Inject
    ObjectMapper json;

    @Test
    void eventIsStoredWithTheSuccess() throws Exception {
        var task = ended("fine");

        assertThat(task.state()).isEqualTo(SUCCEEDED);
        assertThat(published(task)).singleElement().satisfies(event -> {
            assertThat(event.topic()).isEqualTo(Posts.PUBLISHED.name());
            assertThat(event.id().version()).isEqualTo(7);
            assertThat(event.traceparent()).isPresent();
            assertThat(json.readTree(event.dataJson()))
                    .isEqualTo(json.readTree("{\"post_id\":\"p\",\"author_id\":\"a\",\"title\":\"fine\"}"));
        });
    }

    @Test
    void onlyTheAttemptThatSucceedsPublishes() throws Exception {
        var task = ended("second");

        assertThat(task.attempt()).isEqualTo(2);
        assertThat(published(task)).hasSize(1);
    }

    @Test
    void failedAttemptPublishesNothing() throws Exception {
        var task = ended("permanent");

        assertThat(task.state()).isEqualTo(DEAD);
        assertThat(published(task)).isEmpty();
    }

    @Test
    void dataThatBreakTheTopicsRulesFailTheAttempt() throws Exception {
        var task = ended("x".repeat(501));

        assertThat(task.state()).isEqualTo(DEAD);
        assertThat(task.error()).hasValueSatisfying(error -> assertThat(error).contains("task.Invalid: ", "/title"));
    }

    @Test
    void eventsOfOneAttemptAreBounded() throws Exception {
        var task = ended("many");

        assertThat(task.error()).hasValueSatisfying(error -> assertThat(error).contains("at most 100 events"));
        assertThat(published(task)).isEmpty();
    }

    private List<StoredEvent> published(TaskRecord task) {
        var all = new EventStore.Filter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1000);
        return events.list(all).stream()
                .map(known -> known.event())
                .filter(event -> event.source().equals("/api/tasks/" + task.id()))
                .toList();
    }

    private TaskRecord ended(String name) throws Exception {
        var task = tasks.submit(
                        Submission.of(PUBLISHER.name(), json.createObjectNode().put("name", name)))
                .id();
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> reader.find(task).orElseThrow(), it -> it.state().isFinal());
    }
}
