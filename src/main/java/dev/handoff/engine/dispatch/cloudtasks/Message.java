package dev.handoff.engine.dispatch.cloudtasks;

import com.google.cloud.tasks.v2.HttpMethod;
import com.google.cloud.tasks.v2.HttpRequest;
import com.google.cloud.tasks.v2.OidcToken;
import com.google.cloud.tasks.v2.Task;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.DispatchFailed.Stage;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.FunctionCall;
import dev.handoff.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Makes the Cloud Task that is a doorbell. */
final class Message {

    /** What Cloud Tasks waits for an answer, at least and at most: the v2 API's Task.dispatch_deadline. */
    private static final Duration MIN_DEADLINE = Duration.ofSeconds(15);

    private static final Duration MAX_DEADLINE = Duration.ofMinutes(30);

    // The engine ends an attempt at its timeout and then answers; hanging up earlier would only look like a crash.
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(30);

    // A delivery that comes early by the database's clock is of no use, and Cloud Tasks' clock is another one.
    private static final Duration SKEW = Duration.ofMillis(500);

    /** A Cloud Task has at most 1 MB, https://cloud.google.com/tasks/docs/quotas. The headers take their part of it. */
    private static final int MAX_BODY = 900_000;

    private static final ByteString EMPTY_OBJECT = ByteString.copyFromUtf8("{}");

    private static final int PREFIX_BYTES = 4;

    private Message() {}

    /**
     * The name's last part: a hash first, since Cloud Tasks spreads its work by the first characters and slows down on
     * names that grow with time, as ids do.
     *
     * @param again how many doorbells for the same attempt were there before and are gone, whose names stay taken
     */
    static String name(TaskId task, int attempt, int again) {
        var rest = task + "-" + attempt + (again == 0 ? "" : "-" + again);
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(rest.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash, 0, PREFIX_BYTES) + "-" + rest;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** What the queue is to send. */
    static HttpRequest request(
            Target target, Doorbell bell, String input, Optional<String> secret, CloudTasksConfig config) {
        try {
            var request = HttpRequest.newBuilder()
                    .setUrl(target.url())
                    .setHttpMethod(HttpMethod.POST)
                    .putHeaders("Content-Type", "application/json")
                    .putHeaders(FunctionCall.TASK, bell.task().toString())
                    .putHeaders(
                            FunctionCall.BUDGET, Long.toString(config.budget().toSeconds()))
                    .setBody(body(input));
            secret.ifPresent(text -> request.putHeaders(FunctionCall.AUTH, text));
            bell.traceparent().ifPresent(trace -> request.putHeaders(FunctionCall.TRACE, trace));
            config.serviceAccount()
                    .ifPresent(account -> request.setOidcToken(OidcToken.newBuilder()
                            .setServiceAccountEmail(account)
                            .setAudience(config.audience().or(config::urlBase).orElse(target.url()))));
            return request.build();
        } catch (RuntimeException unfit) {
            throw new DispatchFailed(
                    Stage.REQUEST, "the request to " + target.url() + " can't be made: " + unfit, unfit);
        }
    }

    /** The input, for those who look into the queue; the function takes it from the row, be it there or not. */
    private static ByteString body(String input) {
        var body = ByteString.copyFromUtf8(input);
        return body.size() <= MAX_BODY ? body : EMPTY_OBJECT;
    }

    /** The full name of the Cloud Task. */
    static String name(Target target, Doorbell bell, int again) {
        return target.queue() + "/tasks/" + name(bell.task(), bell.attempt(), again);
    }

    /** The whole of it. */
    static Task task(Target target, HttpRequest request, Doorbell bell, Duration timeout, Instant now) {
        try {
            var task = Task.newBuilder()
                    .setName(name(target, bell, 0))
                    .setHttpRequest(request)
                    .setDispatchDeadline(Durations.fromSeconds(deadline(timeout).toSeconds()));
            if (!bell.isDueAt(now)) {
                var when = bell.due().plus(SKEW);
                task.setScheduleTime(
                        Timestamp.newBuilder().setSeconds(when.getEpochSecond()).setNanos(when.getNano()));
            }
            return task.build();
        } catch (RuntimeException unfit) {
            throw new DispatchFailed(Stage.MESSAGE, "the Cloud Task can't be made: " + unfit, unfit);
        }
    }

    static Duration deadline(Duration timeout) {
        var wanted = timeout.plus(TIME_TO_ANSWER);
        if (wanted.compareTo(MIN_DEADLINE) < 0) {
            return MIN_DEADLINE;
        }
        return wanted.compareTo(MAX_DEADLINE) > 0 ? MAX_DEADLINE : wanted;
    }
}
