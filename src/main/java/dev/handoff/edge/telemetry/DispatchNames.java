package dev.handoff.edge.telemetry;

import dev.handoff.engine.dispatch.DispatchEvent.Note;
import dev.handoff.engine.dispatch.DispatchFailed.Stage;
import dev.handoff.engine.dispatch.RouteNames;
import java.util.Optional;

/** What events of dispatching are called in logs, where people search for these names. */
final class DispatchNames {

    private DispatchNames() {}

    /** That a route was taken; empty for those that say so by themselves. */
    static Optional<String> using(String route) {
        return switch (route) {
            case RouteNames.LOCAL, RouteNames.LOOPBACK -> Optional.of("tasks.enqueue_http_task.using_local_dispatch");
            case RouteNames.CLOUD_TASKS -> Optional.of("tasks.enqueue_http_task.using_cloud_tasks");
            default -> Optional.empty();
        };
    }

    /** That the doorbell is on its way. */
    static String rang(String route) {
        return switch (route) {
            case RouteNames.LOCAL, RouteNames.LOOPBACK -> "tasks.dev.dispatch";
            case RouteNames.CLOUD_TASKS -> "tasks.cloud.enqueued";
            case RouteNames.DRY_RUN -> "tasks.dry_run";
            default -> "tasks.enqueue_http_task.rang";
        };
    }

    static String failed(Stage stage) {
        return switch (stage) {
            case LIBRARY -> "tasks.enqueue_http_task.cloud_tasks_unavailable";
            case CLIENT -> "tasks.enqueue_http_task.cloud_tasks_client_failed";
            case SETTINGS -> "tasks.enqueue_http_task.config_missing";
            case QUEUE_PATH -> "tasks.enqueue_http_task.queue_path_failed";
            case BASE_URL -> "tasks.enqueue_http_task.base_url_missing";
            case REQUEST -> "tasks.enqueue_http_task.http_request_build_failed";
            case MESSAGE -> "tasks.enqueue_http_task.task_build_failed";
            case SENDING -> "tasks.enqueue_http_task.create_task_failed";
        };
    }

    static String noted(Note note) {
        return switch (note) {
            case USING_WORKER_URL -> "tasks.enqueue_http_task.using_worker_url";
            case USING_TASKS_URL -> "tasks.enqueue_http_task.using_tasks_url";
            case TASKS_AUTH_MISSING -> "tasks.enqueue_http_task.tasks_auth_missing";
            case TASKS_AUTH_SET -> "tasks.enqueue_http_task.tasks_auth_set";
            case CREATING_TASK -> "tasks.enqueue_http_task.creating_task";
            case NOT_TOLD -> "tasks.cloud.not_told";
            case CHECKING_WORKER_CONFIG -> "tasks.dev.checking_worker_config";
            case WORKER_CONFIG_VALID -> "tasks.dev.worker_config_valid";
            case WORKER_CONFIG_INVALID -> "tasks.dev.worker_config_invalid";
            case USING_WORKER_SERVER -> "tasks.dev.using_worker_server";
            case WORKER_SUCCESS -> "tasks.dev.worker_success";
            case WORKER_TIMEOUT -> "tasks.dev.worker_timeout";
            case WORKER_ERROR -> "tasks.dev.worker_error";
            case WORKER_EXCEPTION -> "tasks.dev.worker_exception";
        };
    }
}
