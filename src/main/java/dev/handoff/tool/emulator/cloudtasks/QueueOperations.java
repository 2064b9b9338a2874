package dev.handoff.tool.emulator.cloudtasks;

import com.google.cloud.tasks.v2.CreateQueueRequest;
import com.google.cloud.tasks.v2.DeleteQueueRequest;
import com.google.cloud.tasks.v2.GetQueueRequest;
import com.google.cloud.tasks.v2.ListQueuesRequest;
import com.google.cloud.tasks.v2.ListQueuesResponse;
import com.google.cloud.tasks.v2.PauseQueueRequest;
import com.google.cloud.tasks.v2.PurgeQueueRequest;
import com.google.cloud.tasks.v2.Queue;
import com.google.cloud.tasks.v2.ResumeQueueRequest;
import com.google.cloud.tasks.v2.UpdateQueueRequest;
import com.google.protobuf.Empty;
import com.google.protobuf.FieldMask;
import com.google.protobuf.util.FieldMaskUtil;
import com.google.protobuf.util.FieldMaskUtil.MergeOptions;
import java.util.TreeMap;

/** The API's methods on queues, whichever way they are called. Each throws {@link ApiError} for what it refuses. */
final class QueueOperations {

    /** {@code ListQueuesRequest.page_size}. */
    private static final int MAX_PAGE_SIZE = 9_800;

    private static final MergeOptions REPLACE =
            new MergeOptions().setReplaceMessageFields(true).setReplacePrimitiveFields(true);

    private final Queues queues;

    QueueOperations(Queues queues) {
        this.queues = queues;
    }

    Queue create(CreateQueueRequest request) {
        var location = QueueName.location(request.getParent());
        var name = QueueName.parse(request.getQueue().getName());
        if (!name.in(location)) {
            throw ApiError.invalid("Queue name \"" + name + "\" must begin with \"" + location + "\".");
        }
        return queues.create(name, QueueSettings.of(request.getQueue())).view();
    }

    Queue get(GetQueueRequest request) {
        return find(request.getName()).view();
    }

    ListQueuesResponse list(ListQueuesRequest request) {
        if (!request.getFilter().isEmpty()) {
            throw ApiError.unimplemented("filters for queues. It was \"" + request.getFilter() + "\"");
        }
        var location = QueueName.location(request.getParent());
        var there = new TreeMap<QueueName, TaskQueue>();
        queues.all().forEach((name, queue) -> {
            if (name.in(location)) {
                there.put(name, queue);
            }
        });
        var page = Page.of(
                there, QueueName::text, QueueName::parse, request.getPageSize(), MAX_PAGE_SIZE, request.getPageToken());
        return ListQueuesResponse.newBuilder()
                .addAllQueues(page.entries().stream().map(TaskQueue::view).toList())
                .setNextPageToken(page.next())
                .build();
    }

    /** Creates the queue if there is none, as the real service does. */
    Queue update(UpdateQueueRequest request) {
        var given = request.getQueue();
        var name = QueueName.parse(given.getName());
        var found = queues.find(name);
        if (found.isEmpty()) {
            return queues.create(name, QueueSettings.of(given)).view();
        }
        var queue = found.get();
        queue.configure(QueueSettings.of(merged(queue.view(), given, request.getUpdateMask())));
        return queue.view();
    }

    private static Queue merged(Queue present, Queue given, FieldMask mask) {
        if (mask.getPathsCount() == 0) {
            return given;
        }
        for (var path : mask.getPathsList()) {
            if (!FieldMaskUtil.isValid(Queue.class, path)) {
                throw ApiError.invalid("Update mask has an unknown field. It was \"" + path + "\".");
            }
        }
        var merged = present.toBuilder();
        FieldMaskUtil.merge(mask, given, merged, REPLACE);
        return merged.build();
    }

    Empty delete(DeleteQueueRequest request) {
        var name = QueueName.parse(request.getName());
        queues.delete(queues.find(name)
                .orElseThrow(() -> ApiError.notFound("Requested entity was not found. It was \"" + name + "\".")));
        return Empty.getDefaultInstance();
    }

    Queue purge(PurgeQueueRequest request) {
        var queue = find(request.getName());
        queue.purge();
        return queue.view();
    }

    Queue pause(PauseQueueRequest request) {
        var queue = find(request.getName());
        queue.pause();
        return queue.view();
    }

    Queue resume(ResumeQueueRequest request) {
        var queue = find(request.getName());
        queue.resume();
        return queue.view();
    }

    private TaskQueue find(String name) {
        return queues.get(QueueName.parse(name));
    }
}
