package dev.handoff.engine.dispatch.cloudtasks;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.api.gax.rpc.PermissionDeniedException;
import com.google.cloud.tasks.v2.CloudTasksClient;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.Doorbell;

/** Asks Cloud Tasks whether it still has doorbells. */
final class Inquiry {

    /** What a program needs to ask. */
    static final String PERMISSION = "cloudtasks.tasks.get";

    static final String REMEDY = "this program's account lacks " + PERMISSION
            + ", so that a doorbell which somebody deletes is missed for an hour; grant it roles/cloudtasks.viewer on the queue";

    private Inquiry() {}

    /**
     * Whether one of the doorbells for this attempt is in the queue.
     *
     * @param names how many there may have been
     * @throws DispatchFailed if that isn't told, with the remedy
     */
    static boolean finds(CloudTasksClient client, Target target, Doorbell bell, int names) {
        for (int again = 0; again < names; again++) {
            try {
                client.getTask(Message.name(target, bell, again));
                return true;
            } catch (NotFoundException gone) {
                // Executed or deleted, or there was never one of that name.
            } catch (PermissionDeniedException denied) {
                throw new DispatchFailed(target.queue() + ": " + REMEDY, denied);
            } catch (ApiException refused) {
                throw new DispatchFailed(target.queue() + ": " + Creator.reason(refused), refused);
            }
        }
        return false;
    }
}
