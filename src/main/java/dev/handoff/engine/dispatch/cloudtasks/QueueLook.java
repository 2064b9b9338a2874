package dev.handoff.engine.dispatch.cloudtasks;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.PermissionDeniedException;
import com.google.cloud.tasks.v2.CloudTasksClient;
import com.google.cloud.tasks.v2.ListTasksRequest;
import com.google.cloud.tasks.v2.QueueName;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.FarQueue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Looks how full a queue is. The API counts nothing, so the tasks are listed. */
final class QueueLook {

    /** How many the API lists at a time; more are not counted. */
    private static final int MAX_LISTED = 1000;

    private static final String LIST = "cloudtasks.tasks.list";

    private QueueLook() {}

    static FarQueue at(Supplier<CloudTasksClient> clients, String queue, List<String> types) {
        try {
            var client = clients.get();
            var state = client.getQueue(QueueName.parse(queue)).getState();
            return new FarQueue(queue, types, Optional.of(content(client, queue)), QueueProbe.standstill(queue, state));
        } catch (DispatchFailed failed) {
            return FarQueue.silent(queue, types, failed.getMessage());
        } catch (PermissionDeniedException denied) {
            return FarQueue.silent(
                    queue,
                    types,
                    "this program's account lacks cloudtasks.queues.get or " + LIST + " on " + queue
                            + "; grant it roles/cloudtasks.viewer there");
        } catch (ApiException refused) {
            return FarQueue.silent(queue, types, queue + ": " + Creator.reason(refused));
        }
    }

    private static FarQueue.Content content(CloudTasksClient client, String queue) {
        var page = client.listTasks(ListTasksRequest.newBuilder()
                        .setParent(queue)
                        .setPageSize(MAX_LISTED)
                        .build())
                .getPage();
        return new FarQueue.Content(
                page.getResponse().getTasksCount(), page.hasNextPage(), OptionalInt.empty(), OptionalInt.empty());
    }
}
