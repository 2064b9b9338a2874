package dev.handoff.tool.emulator.cloudtasks;

import com.google.cloud.tasks.v2.CreateQueueRequest;
import com.google.cloud.tasks.v2.CreateTaskRequest;
import com.google.cloud.tasks.v2.DeleteQueueRequest;
import com.google.cloud.tasks.v2.DeleteTaskRequest;
import com.google.cloud.tasks.v2.GetQueueRequest;
import com.google.cloud.tasks.v2.GetTaskRequest;
import com.google.cloud.tasks.v2.ListQueuesRequest;
import com.google.cloud.tasks.v2.ListTasksRequest;
import com.google.cloud.tasks.v2.PauseQueueRequest;
import com.google.cloud.tasks.v2.PurgeQueueRequest;
import com.google.cloud.tasks.v2.Queue;
import com.google.cloud.tasks.v2.ResumeQueueRequest;
import com.google.cloud.tasks.v2.RunTaskRequest;
import com.google.cloud.tasks.v2.Task;
import com.google.cloud.tasks.v2.UpdateQueueRequest;
import com.google.protobuf.Message;
import java.util.regex.Pattern;

/**
 * The API over HTTP and JSON, by the {@code google.api.http} options in cloudtasks.proto. Firebase's Admin SDKs leave out the
 * version where they talk to an emulator.
 */
final class RestFace {

    private static final Pattern PATH = Pattern.compile("(?:/v2)?/(?<location>projects/[^/]+/locations/[^/]+)/queues"
            + "(?:/(?<queue>[^/:]+)(?:/(?<tasks>tasks)(?:/(?<task>[^/:]+))?)?)?(?::(?<verb>[A-Za-z]+))?");

    private final QueueOperations queues;
    private final TaskOperations tasks;

    RestFace(QueueOperations queues, TaskOperations tasks) {
        this.queues = queues;
        this.tasks = tasks;
    }

    /** @throws ApiError for what can't be done */
    Message answer(RestCall call) {
        var path = PATH.matcher(call.path());
        if (!path.matches()) {
            throw ApiError.unimplemented("anything at " + call.path());
        }
        var location = path.group("location");
        if (path.group("queue") == null) {
            return onQueues(call, location);
        }
        var queue = location + "/queues/" + path.group("queue");
        var verb = path.group("verb") == null ? "" : ":" + path.group("verb");
        if (path.group("tasks") == null) {
            return onQueue(call, queue, verb);
        }
        return path.group("task") == null
                ? onTasks(call, queue, verb)
                : onTask(call, queue + "/tasks/" + path.group("task"), verb);
    }

    private Message onQueues(RestCall call, String location) {
        return switch (call.method()) {
            case "GET" ->
                queues.list(ListQueuesRequest.newBuilder()
                        .setParent(location)
                        .setFilter(call.text("filter"))
                        .setPageSize(call.number("pageSize"))
                        .setPageToken(call.text("pageToken"))
                        .build());
            case "POST" ->
                queues.create(CreateQueueRequest.newBuilder()
                        .setParent(location)
                        .setQueue(call.body(Queue.newBuilder()))
                        .build());
            default -> throw unknown(call);
        };
    }

    private Message onQueue(RestCall call, String name, String verb) {
        return switch (call.method() + verb) {
            case "GET" -> queues.get(GetQueueRequest.newBuilder().setName(name).build());
            case "PATCH" ->
                queues.update(UpdateQueueRequest.newBuilder()
                        .setQueue(call.body(Queue.newBuilder()).setName(name))
                        .setUpdateMask(call.mask("updateMask"))
                        .build());
            case "DELETE" ->
                queues.delete(DeleteQueueRequest.newBuilder().setName(name).build());
            case "POST:purge" ->
                queues.purge(PurgeQueueRequest.newBuilder().setName(name).build());
            case "POST:pause" ->
                queues.pause(PauseQueueRequest.newBuilder().setName(name).build());
            case "POST:resume" ->
                queues.resume(ResumeQueueRequest.newBuilder().setName(name).build());
            default -> throw unknown(call);
        };
    }

    private Message onTasks(RestCall call, String queue, String verb) {
        return switch (call.method() + verb) {
            case "GET" ->
                tasks.list(ListTasksRequest.newBuilder()
                        .setParent(queue)
                        .setResponseView(view(call))
                        .setPageSize(call.number("pageSize"))
                        .setPageToken(call.text("pageToken"))
                        .build());
            case "POST" ->
                tasks.create(call.body(CreateTaskRequest.newBuilder())
                        .setParent(queue)
                        .build());
            default -> throw unknown(call);
        };
    }

    private Message onTask(RestCall call, String name, String verb) {
        return switch (call.method() + verb) {
            case "GET" ->
                tasks.get(GetTaskRequest.newBuilder()
                        .setName(name)
                        .setResponseView(view(call))
                        .build());
            case "DELETE" ->
                tasks.delete(DeleteTaskRequest.newBuilder().setName(name).build());
            case "POST:run" ->
                tasks.run(call.body(RunTaskRequest.newBuilder()).setName(name).build());
            default -> throw unknown(call);
        };
    }

    /** By name or by number: Google's own clients ask with {@code enum-encoding=int}. */
    private static Task.View view(RestCall call) {
        return switch (call.text("responseView")) {
            case "", "VIEW_UNSPECIFIED", "0", "BASIC", "1" -> Task.View.BASIC;
            case "FULL", "2" -> Task.View.FULL;
            case String other -> throw ApiError.invalid("responseView must be BASIC or FULL. It was " + other + ".");
        };
    }

    private static ApiError unknown(RestCall call) {
        return ApiError.unimplemented(call.method() + " " + call.path());
    }
}
