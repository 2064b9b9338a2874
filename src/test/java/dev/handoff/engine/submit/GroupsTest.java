package dev.handoff.engine.submit;

import static dev.handoff.engine.TestHandlers.Counter.COUNTER;
import static dev.handoff.engine.TestHandlers.Thrower.THROWER;
import static dev.handoff.engine.TestHandlers.Waiter.WAITER;
import static dev.handoff.task.TaskState.CANCELLED;
import static dev.handoff.task.TaskState.DEAD;
import static dev.handoff.task.TaskState.RUNNING;
import static dev.handoff.task.TaskState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.FanOutHandlers;
import dev.handoff.engine.FanOutHandlers.Scatter;
import dev.handoff.engine.store.Beat;
import dev.handoff.engine.store.GroupStore;
import dev.handoff.engine.store.Outcome;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.Conflict;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.OnFailure;
import dev.handoff.task.Reused;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Fan-out and fan-in. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class GroupsTest {

    @Inject
    Tasks tasks;

    @Inject
    Groups groups;

    @Inject
    TaskReader reader;

    @Inject
    TaskStore store;

    @Inject
    GroupStore groupStore;

    @Inject
    ObjectMapper json;

    @Test
    void lastMemberBringsTheCompletion() {
        var group = create(OnFailure.COMPLETE, Optional.empty());
        submit(COUNTER, "a", group);
        submit(THROWER, "permanent", group);
        groups.seal(group, 2);

        var completion = awaitEnd(groups.find(group).completion());

        assertThat(completion).isEqualTo(SUCCEEDED);
        assertThat(groups.find(group).state()).isEqualTo(GroupState.COMPLETED);
        assertThat(groups.find(group).members()).containsEntry(DEAD, 1L).containsEntry(SUCCEEDED, 1L);
    }

    @Test
    void buriedMemberFailsTheGroupAndStopsTheOthers() {
        var group = create(OnFailure.FAIL, Optional.empty());
        var waiting = submit(WAITER, "w", group);
        awaitState(waiting, RUNNING);
        submit(THROWER, "permanent", group);
        groups.seal(group, 2);

        assertThat(awaitEnd(waiting)).isEqualTo(CANCELLED);
        assertThat(groups.find(group).state()).isEqualTo(GroupState.FAILED);
        assertThat(reader.find(groups.find(group).completion())).isEmpty();
    }

    @Test
    void cancelledGroupStopsItsMembers() {
        var group = create(OnFailure.COMPLETE, Optional.empty());
        var waiting = submit(WAITER, "w", group);
        awaitState(waiting, RUNNING);

        assertThat(groups.cancel(group, "no")).isTrue();
        assertThat(groups.cancel(group, "no")).isFalse();

        assertThat(awaitEnd(waiting)).isEqualTo(CANCELLED);
        assertThatThrownBy(() -> groups.seal(group, 1)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> submit(COUNTER, "late", group)).isInstanceOf(Conflict.class);
    }

    @Test
    void memberThatIsCancelledHasEnded() {
        var group = create(OnFailure.COMPLETE, Optional.empty());
        var waiting = submit(WAITER, "w", group);
        groups.seal(group, 1);
        awaitState(waiting, RUNNING);

        tasks.cancel(waiting, "no");

        assertThat(awaitEnd(groups.find(group).completion())).isEqualTo(SUCCEEDED);
    }

    @Test
    void sealIsRepeatedWithTheSameNumberOnly() {
        var group = create(OnFailure.COMPLETE, Optional.empty());
        submit(COUNTER, "a", group);

        assertThatThrownBy(() -> groups.seal(group, 2))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("it has 1 members, not 2");
        assertThat(groups.seal(group, 1).expected()).contains(1);

        assertThat(groups.seal(group, 1).expected()).contains(1);
        assertThatThrownBy(() -> groups.seal(group, 2))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("sealed with 1 members, not 2");
        assertThatThrownBy(() -> groups.seal(new GroupId(UUID.randomUUID()), 0)).isInstanceOf(NotFound.class);
    }

    @Test
    void keyOfAnotherGroupIsRefused() {
        var key = Optional.of(DedupeKey.ofRequest(UUID.randomUUID().toString(), 0));
        var group = create(OnFailure.COMPLETE, key);

        assertThat(create(OnFailure.COMPLETE, key)).isEqualTo(group);
        assertThatThrownBy(() -> create(OnFailure.FAIL, key)).isInstanceOf(Reused.class);
    }

    @Test
    void completionThatCanNotWorkIsRefusedFromTheStart() {
        assertThatThrownBy(() -> groups.create(
                        Submission.of(COUNTER.name(), json.createObjectNode().put("name", 1)), OnFailure.COMPLETE))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void sweepMakesUpForASettlingThatNeverCame() {
        var group = create(OnFailure.COMPLETE, Optional.empty());
        var member =
                tasks.accept(submission(COUNTER, "a", group), Optional.empty()).id();
        groupStore.seal(group, 1);
        var claim = store.claim(member, "w", Duration.ofMinutes(1)).orElseThrow();

        store.finish(new Beat(claim.task(), Optional.empty()), new Outcome.Succeeded("{}", List.of()));

        assertThat(awaitEnd(groups.find(group).completion())).isEqualTo(SUCCEEDED);
    }

    @Test
    void handlerFansOutOnceHoweverOftenItIsInterrupted() {
        var name = UUID.randomUUID().toString();
        var scatter = tasks.submit(Submission.of(
                        Scatter.SCATTER.name(), json.createObjectNode().put("name", name)))
                .id();

        assertThat(awaitEnd(scatter)).isEqualTo(SUCCEEDED);

        var gathered = await().atMost(Duration.ofSeconds(30))
                .until(() -> FanOutHandlers.Gather.GATHERED.get(name), it -> it != null);
        assertThat(gathered).containsExactly("first:ran", "0:ran", "1:ran", "2:ran");
        assertThat(FanOutHandlers.Gather.RUNS.get(name)).isEqualTo(1);
        for (var member : List.of("first", "0", "1", "2")) {
            assertThat(FanOutHandlers.Piece.RUNS.get(name + member)).isEqualTo(1);
        }
        var group = reader.find(scatter).orElseThrow().groups();
        assertThat(group).hasSize(1);
        var completion = groups.find(group.getFirst()).completion();
        assertThat(awaitEnd(completion)).isEqualTo(SUCCEEDED);
        assertThat(reader.find(completion).orElseThrow().resultJson().orElseThrow())
                .contains("gathered " + group.getFirst());
    }

    private GroupId create(OnFailure onFailure, Optional<DedupeKey> key) {
        var completion = Submission.of(COUNTER.name(), json.createObjectNode().put("name", "completion"));
        return groups.create(key.map(completion::keyed).orElse(completion), onFailure)
                .id();
    }

    private TaskId submit(TaskType<?, ?> type, String name, GroupId group) {
        return tasks.submit(submission(type, name, group)).id();
    }

    private Submission submission(TaskType<?, ?> type, String name, GroupId group) {
        return Submission.of(type.name(), json.createObjectNode().put("name", name))
                .memberOf(group);
    }

    private TaskState awaitEnd(TaskId task) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> reader.find(task).map(it -> it.state()), it -> it.filter(TaskState::isFinal)
                        .isPresent())
                .orElseThrow();
    }

    private void awaitState(TaskId task, TaskState state) {
        await().until(() -> reader.find(task).orElseThrow().state() == state);
    }
}
