package dev.handoff.engine.dispatch.cloudtasks;

import com.google.cloud.tasks.v2.QueueName;
import dev.handoff.engine.dispatch.BaseUrl;
import dev.handoff.engine.dispatch.DispatchFailed.Stage;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.engine.dispatch.FunctionCall;
import dev.handoff.engine.dispatch.WorkerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the Cloud Tasks of a type go.
 *
 * @param queue its full name
 * @param url the function that the queue calls
 * @param worker whether that is on a worker server
 */
record Target(String queue, String url, boolean worker) {

    // The forms of https://cloud.google.com/tasks/docs/reference/rpc/google.cloud.tasks.v2#queue, field name.
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9:.-]{1,100}");
    private static final Pattern LOCATION = Pattern.compile("[a-z0-9-]{1,100}");
    private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9-]{1,100}");

    /** @throws DispatchMisconfigured with what is missing or malformed, its value and the remedy */
    static Target of(String type, CloudTasksConfig config, WorkerConfig workers) {
        var missing = missing(config);
        if (!missing.isEmpty()) {
            throw new DispatchMisconfigured(String.join(", ", missing) + " not set: Cloud Tasks needs "
                    + "GOOGLE_CLOUD_PROJECT, TASKS_LOCATION, TASKS_QUEUE and TASKS_URL_BASE");
        }
        boolean worker = workers.urlBase().isPresent() && workers.types().contains(type);
        var base = worker
                ? BaseUrl.of("WORKER_URL_BASE", workers.urlBase())
                : BaseUrl.of("TASKS_URL_BASE", config.urlBase());
        return new Target(queue(type, config), base + FunctionCall.path(type), worker);
    }

    /** The variables that are not set, but for the base URL. */
    private static List<String> missing(CloudTasksConfig config) {
        var missing = new ArrayList<String>();
        if (config.project().isEmpty()) {
            missing.add("GOOGLE_CLOUD_PROJECT");
        }
        if (config.location().isEmpty()) {
            missing.add("TASKS_LOCATION");
        }
        if (config.queue().isEmpty()) {
            missing.add("TASKS_QUEUE");
        }
        return missing;
    }

    /** The queue's full name. */
    private static String queue(String type, CloudTasksConfig config) {
        var name = config.queue().orElseThrow();
        return QueueName.format(
                checked("GOOGLE_CLOUD_PROJECT", PROJECT, config.project().orElseThrow()),
                checked("TASKS_LOCATION", LOCATION, config.location().orElseThrow()),
                checked("TASKS_QUEUE", QUEUE, name.endsWith("-") ? name + type : name));
    }

    private static String checked(String variable, Pattern form, String value) {
        if (!form.matcher(value).matches()) {
            throw new DispatchMisconfigured(Stage.QUEUE_PATH, variable + " must match " + form + ", was " + value);
        }
        return value;
    }
}
