package dev.handoff.edge.http;

import java.util.Optional;
import java.util.regex.Pattern;

/** The headers that make a request happen once. */
final class RequestKey {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** Cloud Tasks sets it, the same at every delivery of one of its tasks. */
    static final String CLOUD_TASK_NAME = "X-CloudTasks-TaskName";

    /** The queue that brings it. */
    static final String CLOUD_TASK_QUEUE = "X-CloudTasks-QueueName";

    /** How often that task was brought before. */
    static final String CLOUD_TASK_RETRIES = "X-CloudTasks-TaskRetryCount";

    private static final Pattern FORM = Pattern.compile("[!-~]([ -~]{0,253}[!-~])?");

    private RequestKey() {}

    /**
     * @param value null if the header is absent
     * @throws BadRequest if it is anything but a short printable text
     */
    static Optional<String> of(String header, String value) {
        if (value != null && !FORM.matcher(value).matches()) {
            throw new BadRequest(header, "must have 1 to 255 printable ASCII characters", value);
        }
        return Optional.ofNullable(value);
    }
}
