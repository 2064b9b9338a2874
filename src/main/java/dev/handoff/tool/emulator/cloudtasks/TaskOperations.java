package dev.handoff.tool.emulator.cloudtasks;

import com.google.cloud.tasks.v2.CreateTaskRequest;
import com.google.cloud.tasks.v2.DeleteTaskRequest;
import com.google.cloud.tasks.v2.GetTaskRequest;
import com.google.cloud.tasks.v2.ListTasksRequest;
import com.google.cloud.tasks.v2.ListTasksResponse;
import com.google.cloud.tasks.v2.RunTaskRequest;
import com.google.cloud.tasks.v2.Task;
import com.google.protobuf.Empty;
import io.grpc.Status;
import java.util.Optional;
import java.util.function.Function;

/** The API's methods on tasks, whichever way they are called. Each throws {@link ApiError} for what it refuses. */
final class TaskOperations {

    /** {@code ListTasksRequest.page_size}. */
    private static final int MAX_PAGE_SIZE = 1_000;

    private final Queues queues;
    private final Timeline timeline;
    private final Mischief mischief;

    TaskOperations(Queues queues, Timeline timeline, Mischief mischief) {
        this.queues = queues;
        this.timeline = timeline;
        this.mischief = mischief;
    }

    Task create(CreateTaskRequest request) {
        var failure = mischief.failsCreate();
        // The one failure after which the caller can't know whether there is a task: there is.
        if (failure.isPresent() && failure.get() != Status.Code.DEADLINE_EXCEEDED) {
            throw injected(failure.get());
        }
        var name = QueueName.parse(request.getParent());
        var task = TaskRules.admit(request.getTask(), name, timeline.now());
        queues.forNewTask(name).add(task);
        if (failure.isPresent()) {
            throw injected(failure.get());
        }
        return task.view(request.getResponseView());
    }

    private static ApiError injected(Status.Code code) {
        return new ApiError(code, "injected by the fault failCreate");
    }

    Task get(GetTaskRequest request) {
        var name = TaskName.parse(request.getName());
        var queue = queues.find(name.queue());
        return queue.flatMap(found -> found.find(name.id()))
                .map(task -> task.view(request.getResponseView()))
                .orElseThrow(() -> queue.map(found -> found.endedLately(name.id()))
                                .orElse(false)
                        ? ApiError.notFound("The task no longer exists, though a task with this name existed recently. "
                                + "The task either successfully completed or was deleted. It was \"" + name + "\".")
                        : absent(name));
    }

    ListTasksResponse list(ListTasksRequest request) {
        var tasks = queues.get(QueueName.parse(request.getParent())).tasks();
        var page = Page.of(
                tasks,
                Function.identity(),
                Function.identity(),
                request.getPageSize(),
                MAX_PAGE_SIZE,
                request.getPageToken());
        return ListTasksResponse.newBuilder()
                .addAllTasks(page.entries().stream()
                        .map(task -> task.view(request.getResponseView()))
                        .toList())
                .setNextPageToken(page.next())
                .build();
    }

    Empty delete(DeleteTaskRequest request) {
        var place = find(request.getName());
        place.queue().remove(place.task());
        return Empty.getDefaultInstance();
    }

    Task run(RunTaskRequest request) {
        var place = find(request.getName());
        place.queue().run(place.task());
        return place.task().view(request.getResponseView());
    }

    private record Place(TaskQueue queue, StoredTask task) {}

    private Place find(String text) {
        var name = TaskName.parse(text);
        Optional<TaskQueue> queue = queues.find(name.queue());
        return queue.flatMap(found -> found.find(name.id()).map(task -> new Place(found, task)))
                .orElseThrow(() -> absent(name));
    }

    private static ApiError absent(TaskName name) {
        return ApiError.notFound("Requested entity was not found. It was \"" + name + "\".");
    }
}
