package dev.handoff.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.domain.example.ProcessMessage;
import dev.handoff.engine.live.TestFeed.Ear;
import dev.handoff.engine.submit.Groups;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.OnFailure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the application tells of real tasks. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LiveEngineTest {

    @Inject
    Live live;

    @Inject
    Catalogue catalogue;

    @Inject
    Tasks tasks;

    @Inject
    Groups groups;

    @Inject
    ObjectMapper json;

    @Test
    void taskTellsHowItLivesAndWhatItsHandlerAnnounces() throws Exception {
        var ear = new Ear();
        try (var _ = live.follow(ear)) {
            var input = json.readTree("{\"text\": \"hello\", \"steps\": 95, \"fail_attempts\": 1}");
            var task =
                    tasks.submit(Submission.of("process-message", input)).id().toString();

            await().until(() -> ear.about(task).contains("task.succeeded"));

            assertThat(ear.about(task))
                    .filteredOn(event -> !event.equals("task.progress"))
                    .filteredOn(event -> !event.equals(ProcessMessage.STEP_DONE.name()))
                    .containsExactlyInAnyOrder(
                            "task.queued", "task.started", "task.retrying", "task.started", "task.succeeded");
            assertThat(ear.about(task).stream().filter(ProcessMessage.STEP_DONE.name()::equals))
                    .as("ten of each attempt")
                    .hasSize(2 * 10);
            assertThat(ear.about(task)).contains("task.progress");
            assertThat(ear.heard)
                    .filteredOn(news -> news.event().equals("task.succeeded")
                            && news.subject().equals(task))
                    .extracting(News::dataJson)
                    .containsExactly(
                            "{\"task_id\":\"%s\",\"type\":\"process-message\",\"state\":\"SUCCEEDED\",\"attempt\":2}"
                                    .formatted(task));
        }
    }

    @Test
    void groupHearsOfItsRevivedMemberAndOfItsOwnEnd() throws Exception {
        var ear = new Ear();
        try (var _ = live.follow(ear)) {
            var completion = Submission.of("process-message", json.readTree("{\"text\": \"all\"}"));
            var group = groups.create(completion, OnFailure.COMPLETE).id();
            var input = json.readTree("{\"text\": \"a\", \"fail_permanently\": true}");
            var task = tasks.submit(Submission.of("process-message", input).memberOf(group))
                    .id();
            await().until(() -> ear.about(task.toString()).contains("task.dead"));

            tasks.retry(task);
            groups.cancel(group, "enough");

            await().until(() -> ear.about(group.toString()).equals(List.of("group.cancelled")));
            assertThat(ear.heard)
                    .filteredOn(news -> news.event().equals("task.revived")
                            && news.subject().equals(task.toString()))
                    .extracting(News::group)
                    .containsExactly(Optional.of(group));
        }
    }

    @Test
    void catalogueListsWhatAllTasksTellAndWhatTypesDeclare() {
        var step = catalogue.all().stream()
                .filter(kind -> kind.name().equals("message.step_done"))
                .findFirst()
                .orElseThrow();

        assertThat(step.types()).isEqualTo(List.of("process-message"));
        assertThat(catalogue.schema(step).at("/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("step", "done", "total");
        assertThat(catalogue.all()).extracting(Kind::name).contains("task.queued", "group.completed");
        assertThat(catalogue.all()).allSatisfy(kind -> {
            assertThat(kind.description()).isNotBlank();
            assertThat(catalogue.schema(kind).isObject()).isTrue();
        });
    }
}
