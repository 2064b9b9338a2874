package dev.handoff.engine.dispatch.cloudtasks;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.UnimplementedException;
import com.google.cloud.tasks.v2.CloudTasksClient;
import com.google.cloud.tasks.v2.Queue.State;
import com.google.cloud.tasks.v2.QueueName;
import dev.handoff.engine.dispatch.DispatchFailed;
import java.util.List;

/** Finds out whether a queue would take tasks. */
final class QueueProbe {

    private static final String CREATE = "cloudtasks.tasks.create";

    private QueueProbe() {}

    /** @throws DispatchFailed if the queue isn't there, doesn't run, or this program may not create tasks in it */
    static String ask(CloudTasksClient client, Target target) {
        try {
            var queue = client.getQueue(QueueName.parse(target.queue()));
            if (queue.getState() != State.RUNNING) {
                throw new DispatchFailed(target.queue() + " is " + queue.getState()
                        + ", so nothing is brought; gcloud tasks queues resume puts it to work");
            }
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
