package dev.handoff.tool.emulator.cloudtasks;

import com.google.cloud.tasks.v2.HttpMethod;
import com.google.cloud.tasks.v2.HttpRequest;
import com.google.cloud.tasks.v2.Task;
import com.google.protobuf.Timestamp;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What a new task must be like: the documentation of the API's task.proto and target.proto, and the quotas page. */
final class TaskRules {

    /** "Maximum task size", https://cloud.google.com/tasks/docs/quotas; the API's own text still says 100 KB. */
    static final int MAX_BYTES = 1024 * 1024;

    /** "The size of the headers must be less than 80KB", {@code HttpRequest.headers}. */
    static final int MAX_HEADER_BYTES = 80 * 1024;

    /** "The maximum allowed URL length is 2083 characters", {@code HttpRequest.url}. */
    static final int MAX_URL_CHARACTERS = 2083;

    /** "Maximum schedule time for a task", https://cloud.google.com/tasks/docs/quotas. */
    static final Duration FARTHEST = Duration.ofDays(30);

    /** The three of {@code Task.dispatch_deadline}. */
    static final Duration USUAL_DEADLINE = Duration.ofMinutes(10);

    static final Duration MIN_DEADLINE = Duration.ofSeconds(15);
    static final Duration MAX_DEADLINE = Duration.ofMinutes(30);

    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private TaskRules() {}

    /**
     * A new task, if it is as it must be.
     *
     * @param queue the queue that the caller named besides the task
     * @throws ApiError for the first rule that is broken
     */
    static StoredTask admit(Task task, QueueName queue, Instant now) {
        var name = task.getName().isEmpty() ? TaskName.random(queue) : TaskName.parse(task.getName());
        if (!name.queue().equals(queue)) {
            throw ApiError.invalid("The queue name from request ('" + queue
                    + "') must be the same as the queue name in the named task ('" + name.queue() + "').");
        }
        UnknownFields.refuse(task);
        if (task.hasAppEngineHttpRequest()) {
            throw ApiError.unimplemented("App Engine: use httpRequest instead of appEngineHttpRequest");
        }
        if (!task.hasHttpRequest()) {
            throw ApiError.invalid("Task.httpRequest is required.");
        }
        if (task.getSerializedSize() > MAX_BYTES) {
            throw ApiError.invalid("Task size too large. It was " + task.getSerializedSize() + " bytes, of " + MAX_BYTES
                    + " allowed.");
        }
        checkUrl(task.getHttpRequest().getUrl());
        return new StoredTask(name, request(task.getHttpRequest()), deadline(task), now, schedule(task, now));
    }

    private static void checkUrl(String url) {
        if (url.isEmpty()) {
            throw ApiError.invalid("HttpRequest.url is required.");
        }
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            throw ApiError.invalid("HttpRequest.url must start with 'http://' or 'https://'. It was '" + url + "'.");
        }
        if (url.length() > MAX_URL_CHARACTERS) {
            throw ApiError.invalid("HttpRequest.url must have at most 2083 characters. It had " + url.length() + ".");
        }
        try {
            // Not the host: of names with an underscore, as containers have, a URI only knows the authority.
            if (new URI(url).getRawAuthority() == null) {
                throw ApiError.invalid("HttpRequest.url must name a host. It was '" + url + "'.");
            }
        } catch (URISyntaxException e) {
            throw ApiError.invalid("HttpRequest.url is malformed: " + e.getMessage());
        }
    }

    private static HttpRequest request(HttpRequest given) {
        var method =
                given.getHttpMethod() == HttpMethod.HTTP_METHOD_UNSPECIFIED ? HttpMethod.POST : given.getHttpMethod();
        if (method == HttpMethod.UNRECOGNIZED) {
            throw ApiError.invalid("HttpRequest.httpMethod is unknown. It was " + given.getHttpMethodValue() + ".");
        }
        if (!given.getBody().isEmpty() && !WITH_BODY.contains(method)) {
            throw ApiError.invalid(
                    "HttpRequest.body is only allowed with POST, PUT and PATCH. The method was " + method + ".");
        }
        int headerBytes = given.getHeadersMap().entrySet().stream()
                .mapToInt(header -> bytes(header.getKey()) + bytes(header.getValue()))
                .sum();
        if (headerBytes >= MAX_HEADER_BYTES) {
            throw ApiError.invalid(
                    "HttpRequest.headers must be smaller than 80KB. They had " + headerBytes + " bytes.");
        }
        return given.toBuilder()
                .setHttpMethod(method)
                .clearHeaders()
                .putAllHeaders(Headers.kept(given.getHeadersMap()))
                .build();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Duration deadline(Task task) {
        if (!task.hasDispatchDeadline()) {
            return USUAL_DEADLINE;
        }
        var deadline = Protos.duration(task.getDispatchDeadline());
        if (deadline.compareTo(MIN_DEADLINE) < 0 || deadline.compareTo(MAX_DEADLINE) > 0) {
            throw ApiError.invalid(
                    "Task.dispatchDeadline must be between [15s, 30m]. It was " + deadline.toMillis() + " ms.");
        }
        return Duration.ofMillis(deadline.toMillis());
    }

    /** "If schedule_time is not set or is in the past then Cloud Tasks will set it to the current time." */
    private static Instant schedule(Task task, Instant now) {
        if (task.getScheduleTime().equals(Timestamp.getDefaultInstance())) {
            return now;
        }
        var at = Protos.instant(task.getScheduleTime());
        if (at.isAfter(now.plus(FARTHEST))) {
            throw ApiError.invalid("The Task.scheduleTime, " + at + ", is too far in the future. "
                    + "Schedule time must be no more than 720h in the future.");
        }
        return at.isBefore(now) ? now : at;
    }
}
