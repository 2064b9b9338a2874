package dev.handoff.engine.dispatch.cloudtasks;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.UnimplementedException;
import com.google.cloud.tasks.v2.CloudTasksClient;
import com.google.cloud.tasks.v2.Queue.State;
import com.google.cloud.tasks.v2.QueueName;
import dev.handoff.engine.dispatch.DispatchFailed;
import java.util.List;
import java.util.Optional;

/** Finds out whether a queue would take tasks. */
final class QueueProbe {

    private static final String CREATE = "cloudtasks.tasks.create";

    private QueueProbe() {}

    /** @throws DispatchFailed if the queue isn't there, doesn't run, or this program may not create tasks in it */
    static String ask(CloudTasksClient client, Target target) {
        try {
            var queue = client.getQueue(QueueName.parse(target.queue()));
            standstill(target.queue(), queue.getState()).ifPresent(reason -> {
                throw new DispatchFailed(reason);
            });
            var permissions = permissions(client, target.queue());
            if (!permissions.contains(CREATE)) {
                throw new DispatchFailed("this program's account lacks " + CREATE + " on " + target.queue()
                        + "; grant it roles/cloudtasks.enqueuer there");
            }
            return target.queue() + " runs and brings tasks to " + target.url()
                    + (permissions.contains(Inquiry.PERMISSION) ? "" : "; " + Inquiry.REMEDY);
        } catch (ApiException refused) {
            throw new DispatchFailed(target.queue() + ": " + Creator.reason(refused), refused);
        }
    }

    /** Why a queue in this state brings nothing, with the remedy; empty if it runs. */
    static Optional<String> standstill(String queue, State state) {
        return state == State.RUNNING
                ? Optional.empty()
                : Optional.of(
                        queue + " is " + state + ", so nothing is brought; gcloud tasks queues resume puts it to work");
    }

    private static List<String> permissions(CloudTasksClient client, String queue) {
        var wanted = List.of(CREATE, Inquiry.PERMISSION);
        try {
            return client.testIamPermissions(queue, wanted).getPermissionsList();
        } catch (UnimplementedException emulator) {
            // Without credentials there is no permission to ask for.
            return wanted;
        }
    }
}
