package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.api.gax.rpc.StatusCode.Code;
import com.google.cloud.tasks.v2.CloudTasksClient;
import com.google.cloud.tasks.v2.GetTaskRequest;
import com.google.cloud.tasks.v2.ListQueuesRequest;
import com.google.cloud.tasks.v2.ListTasksRequest;
import com.google.cloud.tasks.v2.Queue;
import com.google.cloud.tasks.v2.RateLimits;
import com.google.cloud.tasks.v2.RetryConfig;
import com.google.cloud.tasks.v2.Task;
import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.protobuf.util.FieldMaskUtil;
import dev.handoff.tool.emulator.Emulator;
import dev.handoff.tool.emulator.EmulatorOptions;
import dev.handoff.tool.emulator.Live;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Google's own client gets, whichever way it calls. */
abstract class ClientContract {

    private final Live live = new Live(EmulatorOptions.at("localhost", 0).withQueues(Live.QUEUE), Live::ok);
    private CloudTasksClient client;

    abstract CloudTasksClient client(Emulator emulator);

    /** The call fails with what the client makes of this code and message. */
    abstract void assertRefused(Code code, String message, ThrowingCallable call);

    @BeforeEach
    void open() {
        client = client(live.emulator);
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        live.close();
    }

    @Test
    void taskIsCreatedAndPushed() {
        var task = client.createTask(Live.QUEUE, live.task().build());

        await().until(() -> live.target.requests.size() == 1);

        assertThat(task.getName()).startsWith(Live.QUEUE + "/tasks/");
        assertThat(task.getView()).isEqualTo(Task.View.BASIC);
    }

    @Test
    void taskIsShownWithoutItsBodyUnlessAsked() {
        client.pauseQueue(Live.QUEUE);
        var created = client.createTask(
                Live.QUEUE,
                live.task()
                        .setHttpRequest(live.request().setBody(ByteString.copyFromUtf8("ä")))
                        .build());

        var basic = client.getTask(created.getName());
        var full = client.getTask(GetTaskRequest.newBuilder()
                .setName(created.getName())
                .setResponseView(Task.View.FULL)
                .build());

        assertThat(basic.getHttpRequest().getBody()).isEqualTo(ByteString.EMPTY);
        assertThat(full.getHttpRequest().getBody().toStringUtf8()).isEqualTo("ä");
        assertThat(full.getView()).isEqualTo(Task.View.FULL);
    }

    @Test
    void sameNameIsRefused() {
        client.pauseQueue(Live.QUEUE);
        var named = live.task().setName(Live.QUEUE + "/tasks/a").build();
        client.createTask(Live.QUEUE, named);

        assertRefused(
                Code.ALREADY_EXISTS, "Requested entity already exists", () -> client.createTask(Live.QUEUE, named));
    }

    @Test
    void nameOfAFinishedTaskIsRefused() {
        var named = live.task().setName(Live.QUEUE + "/tasks/a").build();
        client.createTask(Live.QUEUE, named);
        await().until(() -> live.emulator.deliveries().size() == 1);

        assertRefused(Code.ALREADY_EXISTS, "", () -> client.createTask(Live.QUEUE, named));
        assertRefused(Code.NOT_FOUND, "The task no longer exists", () -> client.getTask(Live.QUEUE + "/tasks/a"));
    }

    @Test
    void malformedTaskIsRefused() {
        assertRefused(
                Code.INVALID_ARGUMENT,
                "Task ID \"a b\"",
                () -> client.createTask(
                        Live.QUEUE,
                        live.task().setName(Live.QUEUE + "/tasks/a b").build()));
    }

    @Test
    void unknownQueueIsRefused() {
        assertRefused(
                Code.NOT_FOUND,
                "Queue does not exist.",
                () -> client.createTask(Live.QUEUE + "-other", live.task().build()));
    }

    @Test
    void unknownTaskIsRefused() {
        assertRefused(
                Code.NOT_FOUND, "Requested entity was not found.", () -> client.deleteTask(Live.QUEUE + "/tasks/none"));
        assertRefused(Code.NOT_FOUND, "", () -> client.runTask(Live.QUEUE + "/tasks/none"));
    }

    @Test
    void tasksAreListedInPages() {
        client.pauseQueue(Live.QUEUE);
        for (var id : new String[] {"c", "a", "b"}) {
            client.createTask(
                    Live.QUEUE, live.task().setName(Live.QUEUE + "/tasks/" + id).build());
        }

        var page = client.listTasks(ListTasksRequest.newBuilder()
                        .setParent(Live.QUEUE)
                        .setPageSize(2)
                        .build())
                .getPage();

        assertThat(page.getValues())
                .extracting(Task::getName)
                .containsExactly(Live.QUEUE + "/tasks/a", Live.QUEUE + "/tasks/b");
        assertThat(page.getNextPage().getValues()).extracting(Task::getName).containsExactly(Live.QUEUE + "/tasks/c");
        assertThat(page.getNextPage().hasNextPage()).isFalse();
    }

    @Test
    void pausedTaskIsRunAndDeleted() {
        client.pauseQueue(Live.QUEUE);
        var task = client.createTask(Live.QUEUE, live.task().build());

        var run = client.runTask(task.getName());
        await().until(() -> live.emulator.deliveries().size() == 1);

        assertThat(run.getDispatchCount()).isEqualTo(1);
        assertRefused(Code.NOT_FOUND, "", () -> client.deleteTask(task.getName()));
    }

    @Test
    void queueIsCreatedWithTheUsualSettings() {
        var queue = client.createQueue(
                Live.LOCATION, Queue.newBuilder().setName(Live.QUEUE + "-new").build());

        assertThat(queue.getState()).isEqualTo(Queue.State.RUNNING);
        assertThat(queue.getRateLimits().getMaxDispatchesPerSecond()).isEqualTo(500);
        assertThat(client.getQueue(Live.QUEUE + "-new")).isEqualTo(queue);
    }

    @Test
    void queueIsNotCreatedTwice() {
        assertRefused(
                Code.ALREADY_EXISTS,
                "Queue already exists",
                () -> client.createQueue(
                        Live.LOCATION, Queue.newBuilder().setName(Live.QUEUE).build()));
    }

    @Test
    void nameOfADeletedQueueIsTaken() {
        client.deleteQueue(Live.QUEUE);

        assertRefused(Code.NOT_FOUND, "Queue does not exist.", () -> client.getQueue(Live.QUEUE));
        assertRefused(
                Code.FAILED_PRECONDITION,
                "existed too recently",
                () -> client.createQueue(
                        Live.LOCATION, Queue.newBuilder().setName(Live.QUEUE).build()));
    }

    @Test
    void queueMustBeInItsParent() {
        assertRefused(
                Code.INVALID_ARGUMENT,
                "must begin with",
                () -> client.createQueue(
                        "projects/p/locations/elsewhere",
                        Queue.newBuilder().setName(Live.QUEUE + "-new").build()));
    }

    @Test
    void updateChangesWhatTheMaskNames() {
        var wanted = Queue.newBuilder()
                .setName(Live.QUEUE)
                .setRateLimits(
                        RateLimits.newBuilder().setMaxDispatchesPerSecond(5).setMaxConcurrentDispatches(7))
                .setRetryConfig(RetryConfig.newBuilder().setMaxAttempts(3))
                .build();

        var updated = client.updateQueue(
                wanted, FieldMaskUtil.fromString("rate_limits.max_dispatches_per_second,retry_config.max_attempts"));

        assertThat(updated.getRateLimits().getMaxDispatchesPerSecond()).isEqualTo(5);
        assertThat(updated.getRateLimits().getMaxConcurrentDispatches()).isEqualTo(1000);
        assertThat(updated.getRetryConfig().getMaxAttempts()).isEqualTo(3);
        assertThat(client.getQueue(Live.QUEUE)).isEqualTo(updated);
    }

    @Test
    void updateWithoutAMaskChangesEverything() {
        client.updateQueue(
                Queue.newBuilder()
                        .setName(Live.QUEUE)
                        .setRetryConfig(RetryConfig.newBuilder().setMaxAttempts(3))
                        .build(),
                FieldMask.getDefaultInstance());

        var updated = client.updateQueue(
                Queue.newBuilder()
                        .setName(Live.QUEUE)
                        .setRateLimits(RateLimits.newBuilder().setMaxConcurrentDispatches(2))
                        .build(),
                FieldMask.getDefaultInstance());

        assertThat(updated.getRateLimits().getMaxConcurrentDispatches()).isEqualTo(2);
        assertThat(updated.getRetryConfig().getMaxAttempts()).isEqualTo(100);
    }

    @Test
    void updateCreatesAQueue() {
        var created = client.updateQueue(
                Queue.newBuilder().setName(Live.QUEUE + "-new").build(), FieldMask.getDefaultInstance());

        assertThat(client.getQueue(Live.QUEUE + "-new")).isEqualTo(created);
    }

    @Test
    void queueIsPausedResumedAndPurged() {
        assertThat(client.pauseQueue(Live.QUEUE).getState()).isEqualTo(Queue.State.PAUSED);
        var purged = client.createTask(Live.QUEUE, live.task().build());

        assertThat(client.purgeQueue(Live.QUEUE).hasPurgeTime()).isTrue();
        assertThat(client.resumeQueue(Live.QUEUE).getState()).isEqualTo(Queue.State.RUNNING);

        assertThat(client.listTasks(Live.QUEUE).iterateAll()).isEmpty();
        assertRefused(Code.NOT_FOUND, "The task no longer exists", () -> client.getTask(purged.getName()));
        assertRefused(
                Code.ALREADY_EXISTS,
                "",
                () -> client.createTask(
                        Live.QUEUE, live.task().setName(purged.getName()).build()));
    }

    @Test
    void queuesAreListedInPages() {
        client.createQueue(
                Live.LOCATION, Queue.newBuilder().setName(Live.QUEUE + "-b").build());
        client.createQueue(
                Live.LOCATION, Queue.newBuilder().setName(Live.QUEUE + "-a").build());

        var page = client.listQueues(ListQueuesRequest.newBuilder()
                        .setParent(Live.LOCATION)
                        .setPageSize(2)
                        .build())
                .getPage();

        assertThat(page.getValues()).extracting(Queue::getName).containsExactly(Live.QUEUE, Live.QUEUE + "-a");
        assertThat(page.getNextPage().getValues()).extracting(Queue::getName).containsExactly(Live.QUEUE + "-b");
        assertThat(client.listQueues("projects/p/locations/elsewhere").iterateAll())
                .isEmpty();
    }

    @Test
    void policiesAreNotThere() {
        assertRefused(Code.UNIMPLEMENTED, "", () -> client.testIamPermissions(Live.QUEUE, List.of("x")));
    }
}
