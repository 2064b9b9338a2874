package dev.handoff.engine.dispatch.cloudtasks;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.ApiException;
import com.google.cloud.tasks.v2.CloudTasksClient;
import com.google.cloud.tasks.v2.CreateTaskRequest;
import com.google.cloud.tasks.v2.Task;
import dev.handoff.engine.dispatch.DispatchFailed;

/** Hands Cloud Tasks to their queue. */
final class Creator {

    private Creator() {}

    /**
     * Creates it, unless it is there already. The client repeats calls that failed on the way; whether the first one took
     * effect doesn't matter, since the name is the same.
     *
     * @return false if a task of that name is there, or was until lately
     * @throws DispatchFailed with the API's reason and the remedy
     */
    static boolean create(CloudTasksClient client, String queue, Task task) {
        try {
            client.createTask(CreateTaskRequest.newBuilder()
                    .setParent(queue)
                    .setTask(task)
                    .build());
            return true;
        } catch (AlreadyExistsException rungBefore) {
            return false;
        } catch (ApiException refused) {
            throw new DispatchFailed(queue + ": " + reason(refused), refused);
        }
    }

    /** What the API says, and what to do about it. */
    static String reason(ApiException refused) {
        return refused.getMessage().replaceFirst("^io\\.grpc\\.StatusRuntimeException: ", "") + remedy(refused);
    }

    private static String remedy(ApiException refused) {
        return switch (refused.getStatusCode().getCode()) {
            case NOT_FOUND ->
                "; create the queue (a deleted one's name can't be used again for 7 days), "
                        + "or mend TASKS_QUEUE, TASKS_LOCATION or GOOGLE_CLOUD_PROJECT";
            case PERMISSION_DENIED ->
                "; this program's account needs roles/cloudtasks.enqueuer on the queue, and "
                        + "roles/iam.serviceAccountUser on TASKS_SERVICE_ACCOUNT";
            case UNAUTHENTICATED -> "; set GOOGLE_APPLICATION_CREDENTIALS or run where an account is attached";
            case RESOURCE_EXHAUSTED -> "; the quota of the API is used up for now";
            case INVALID_ARGUMENT -> "; see the settings that the message speaks of";
            case FAILED_PRECONDITION -> "; the queue may be disabled or about to be deleted";
            default -> "";
        };
    }
}
