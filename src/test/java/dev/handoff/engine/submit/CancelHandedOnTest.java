package dev.handoff.engine.submit;

import static dev.handoff.engine.TestHandlers.Counter.COUNTER;
import static dev.handoff.engine.TestHandlers.Waiter.WAITER;
import static dev.handoff.task.TaskState.CANCELLED;
import static dev.handoff.task.TaskState.RUNNING;
import static dev.handoff.task.TaskState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.Conflict;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cancelling a task whose work goes on in groups. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CancelHandedOnTest {

    @Inject
    Tasks tasks;

    @Inject
    Groups groups;

    @Inject
    TaskReader reader;

    @Inject
    ObjectMapper json;

    @Test
    void groupOfATaskThatHasSucceededEndsWithItsMembers() {
        var parent = ended();
        var group = groupOf(parent, COUNTER);
        var member = running(group);

        var cancellation = tasks.cancel(parent, "no more");

        assertThat(cancellation).isEqualTo(new Tasks.Cancellation(true, SUCCEEDED, List.of(group)));
        awaitState(member, CANCELLED);
        assertThat(groups.find(group).state()).isEqualTo(GroupState.CANCELLED);
        assertThat(reader.find(groups.find(group).completion())).isEmpty();
        assertThat(tasks.cancel(parent, "again")).isEqualTo(new Tasks.Cancellation(false, SUCCEEDED, List.of()));
    }

    @Test
    void completionOfATaskThatHasSucceededEnds() {
        var parent = ended();
        var group = groupOf(parent, WAITER);
        groups.seal(group, 0);
        var completion = groups.find(group).completion();
        awaitState(completion, RUNNING);

        assertThat(tasks.cancel(parent, "no more").groups()).containsExactly(group);

        awaitState(completion, CANCELLED);
        assertThat(groups.find(group).state()).isEqualTo(GroupState.COMPLETED);
    }

    @Test
    void runningTaskEndsWithItsGroup() {
        var parent = tasks.submit(submission(WAITER)).id();
        awaitState(parent, RUNNING);
        var member = running(groupOf(parent, COUNTER));

        assertThat(tasks.cancel(parent, "no more").state()).isEqualTo(RUNNING);

        awaitState(parent, CANCELLED);
        awaitState(member, CANCELLED);
    }

    @Test
    void workThatMembersHaveHandedOnEndsToo() {
        var parent = ended();
        var outer = groupOf(parent, COUNTER);
        var member = tasks.submit(submission(COUNTER).memberOf(outer)).id();
        awaitState(member, SUCCEEDED);
        var inner = groupOf(member, COUNTER);
        var deepest = running(inner);

        assertThat(tasks.cancel(parent, "no more").groups()).containsExactly(outer, inner);

        awaitState(deepest, CANCELLED);
    }

    @Test
    void cancelledGroupTakesAlongWhatItsMembersHaveHandedOn() {
        var outer = groupOf(ended(), COUNTER);
        var member = tasks.submit(submission(COUNTER).memberOf(outer)).id();
        awaitState(member, SUCCEEDED);
        var deepest = running(groupOf(member, COUNTER));

        assertThat(groups.cancel(outer, "no more")).isTrue();

        awaitState(deepest, CANCELLED);
    }

    /** Of which the group was made while the request to cancel was on its way. */
    @Test
    void groupThatIsMadeAtTheLastMomentEndsWithItsTask() {
        var parent = tasks.submit(submission(WAITER)).id();
        awaitState(parent, RUNNING);
        tasks.cancel(parent, "no more");
        var group = groupOf(parent, COUNTER);

        awaitState(parent, CANCELLED);

        await().atMost(Duration.ofSeconds(10)).until(() -> groups.find(group).state() == GroupState.CANCELLED);
    }

    @Test
    void retryOfATaskThatHasHandedItsWorkOnSaysWhere() {
        var parent = ended();
        var group = groupOf(parent, COUNTER);

        assertThatThrownBy(() -> tasks.retry(parent))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("only a DEAD task can be retried, such as those of group " + group);
    }

    private TaskId ended() {
        var task = tasks.submit(submission(COUNTER)).id();
        awaitState(task, SUCCEEDED);
        return task;
    }

    private GroupId groupOf(TaskId parent, TaskType<?, ?> completion) {
        return groups.create(submission(completion).childOf(parent), OnFailure.COMPLETE)
                .id();
    }

    private TaskId running(GroupId group) {
        var member = tasks.submit(submission(WAITER).memberOf(group)).id();
        awaitState(member, RUNNING);
        return member;
    }

    private Submission submission(TaskType<?, ?> type) {
        return Submission.of(type.name(), json.createObjectNode().put("name", "cancel-handed-on"));
    }

    private void awaitState(TaskId task, TaskState state) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> reader.find(task).filter(it -> it.state() == state).isPresent());
    }
}
